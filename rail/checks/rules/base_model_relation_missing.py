"""base-model-relation-missing: the card names a base model and does not say how the release stands to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.unread import unread_front_matter
from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context

_TOLD = frozenset({RelationKind.ADAPTER, RelationKind.MERGE, RelationKind.QUANTIZED})


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for a base in the front matter whose relation only the files or tags tell."""
    facts = context.facts
    yield from unread_front_matter(facts)
    for card in facts.cards:
        if card.front_matter is None or card.front_matter.get("base_model_relation") is not None:
            continue
        named = [item for item in facts.upstreams if item.source == "card" and item.location.path == card.path]
        base = next((item for item in named if item.kind in _TOLD and not item.via), None)
        if base is not None:
            yield Found(
                base.location,
                f"the card names the base model {base.name} and no `base_model_relation`; tags and files look like "
                f"{base.kind.value}",
                confidence="medium",
                component="weights",
                fix=f"add `base_model_relation: {base.kind.value}` to the front matter",
            )
