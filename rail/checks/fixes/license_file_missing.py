"""The text of a stated licence, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import named_ids, text_id
from rail.checks.fixes.places import text_path
from rail.model.edit import PlaceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Place the text of the licence that the claim at this place names, where no other place disagrees with it."""
    concluded = {text_id(part.license) for part in context.facts.components if part.license is not None}
    for claim in context.facts.claims:
        if claim.location != finding.location or claim.vendored:
            continue
        for license_id in sorted(named_ids(claim, context.knowledge) & concluded):
            if f"({license_id})" in finding.message or license_id in finding.message.replace(",", " ").split():
                yield PlaceText(text_path(context.facts, license_id), license_id)
