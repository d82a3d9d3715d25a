"""The base model in the front matter, where a file names it by its full name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.upstreams import is_local_path, model_upstreams, plain_name
from rail.model.edit import SetKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Declare the one base model that a file other than a card's text names, unless the card declares one."""
    card = context.facts.card
    places = {evidence.location for evidence in finding.evidence}
    named = {
        plain_name(item.name)
        for item in model_upstreams(context.facts)
        if item.location in places and item.source != "prose" and "/" in item.name and not is_local_path(item.name)
    }
    declared = any(item.source == "card" for item in model_upstreams(context.facts))
    if card is not None and card.path == finding.location.path and len(named) == 1 and not declared:
        yield SetKey(card.path, "base_model", named.pop())
