"""The restrictions of an upstream as an annex, and a sentence of the card that binds readers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.fixes.places import ANNEX, annex_sentence
from rail.model.edit import AddParagraph, PlaceRestrictions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Place the clauses of the licence that the finding names; one annex holds those of one licence."""
    for license_id in dict.fromkeys(evidence.license for evidence in finding.evidence if evidence.license):
        yield PlaceRestrictions(ANNEX, license_id)
        card = context.facts.card
        if card is not None:
            yield AddParagraph(card.path, annex_sentence(license_id, context.knowledge))
        return
