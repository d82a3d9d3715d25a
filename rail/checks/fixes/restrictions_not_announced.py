"""A sentence of the card that tells readers of the use restrictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.fixes.places import restrictions_sentence
from rail.model.edit import AddParagraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Add the sentence to the card that the finding points to."""
    card = context.facts.card
    for license_id in dict.fromkeys(evidence.license for evidence in finding.evidence if evidence.license):
        if card is not None:
            yield AddParagraph(card.path, restrictions_sentence(license_id, context.knowledge))
        return
