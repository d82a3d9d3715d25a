"""How the release stands to its base model, where its files show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.upstreams import model_upstreams
from rail.model.edit import SetKey
from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


_STATED = (RelationKind.ADAPTER, RelationKind.MERGE, RelationKind.QUANTIZED, RelationKind.FINETUNE)


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """State the relation that every place agrees on."""
    card = context.facts.card
    kinds = {item.kind for item in model_upstreams(context.facts) if not item.via} & set(_STATED)
    if card is not None and card.path == finding.location.path and len(kinds) == 1:
        yield SetKey(card.path, "base_model_relation", kinds.pop().value)
