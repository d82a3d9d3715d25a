"""The fixed notice of a licence in a notice file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.obligations import obligations
from rail.model.edit import PlaceNotice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Add the notice of each licence that the finding names, to the file that it asks for."""
    licenses = {evidence.license for evidence in finding.evidence}
    present = [file.location.path for file in context.facts.license_files if file.role == "notice"]
    for obligation in obligations(context.facts, context.knowledge):
        for duty in obligation.duties:
            if duty.about == "notice-text" and obligation.record.id in licenses:
                path = present[0] if present else str(duty.params.get("file", "NOTICE"))
                yield PlaceNotice(path, obligation.record.id, duty.id)
