"""The missing sections, as questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.fixes.places import asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Ask for each section that the finding lists."""
    _, colon, listed = finding.message.rpartition(": ")
    for name in listed.split(", ") if colon else ():
        yield from asked(finding.location.path, name.strip(), context.knowledge)
