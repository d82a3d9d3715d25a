"""The text of an upstream's licence among the licences of the release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.edit import PlaceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, _: Context) -> Iterator[Edit]:
    """Place the text beside the release's own, as a copy and not as its LICENSE."""
    for license_id in dict.fromkeys(evidence.license for evidence in finding.evidence if evidence.license):
        yield PlaceText(f"LICENSES/{license_id}.txt", license_id)
        return
