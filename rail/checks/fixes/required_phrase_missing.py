"""The phrase that a licence wants to be seen, at the end of the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.obligations import obligations
from rail.model.edit import AddParagraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Add the phrase to the main card."""
    licenses = {evidence.license for evidence in finding.evidence}
    card = context.facts.card
    for obligation in obligations(context.facts, context.knowledge):
        for duty in obligation.duties:
            phrase = duty.params.get("phrase")
            if card is None or duty.about != "display-phrase" or not isinstance(phrase, str):
                continue
            if obligation.record.id in licenses:
                yield AddParagraph(card.path, f"{phrase}.")
