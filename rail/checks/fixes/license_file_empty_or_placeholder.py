"""The text of the stated licence in an empty licence file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import main_kind, text_id
from rail.model.edit import PlaceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Fill an empty file with the licence that all places agree on; the fields of a template are for people."""
    for file in context.facts.license_files:
        if file.location.path == finding.location.path and not file.text.strip():
            concluded = {
                part.license
                for part in context.facts.components
                if part.kind in file.governs or part.kind is main_kind(context.facts)
            }
            license_id = concluded.pop() if len(concluded) == 1 else None
            if license_id is not None:
                yield PlaceText(finding.location.path, text_id(license_id))
