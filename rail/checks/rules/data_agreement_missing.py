"""data-agreement-missing: data of a provider is used, and no agreement about it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.agreements import unread_agreements
from rail.checks.context import Found, Skip
from rail.checks.upstreams import data_upstreams
from rail.model.facts import ComponentKind
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Agreements are asked for where rail.yaml names a registry, or where a pack requires one."""
    facts = context.facts
    if facts.contents.registry is not None:
        yield unread_agreements(facts.contents.registry)
    elif context.params.get("registry_required") is True:
        data = data_upstreams(facts)
        holds_data = any(part.kind is ComponentKind.DATA and part.count for part in facts.components)
        if data or holds_data:
            what = f"data of others ({data[0].name})" if data else "data"
            place = data[0].location if data else Location("rail.yaml")
            yield Found(place, f"the release uses {what}, and `rail.yaml` names no registry of agreements")
