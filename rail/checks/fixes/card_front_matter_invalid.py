"""A front matter that everyone can read, where there is only one way to make it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.edit import MendFrontMatter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Mend the front matter as a whole; one that is only loose stays as it is."""
    card = next((card for card in context.facts.cards if card.path == finding.location.path), None)
    loose = {problem.line for problem in card.problems if problem.kind == "loose-fence"} if card is not None else set()
    if card is not None and finding.location.line not in loose:
        yield MendFrontMatter(card.path)
