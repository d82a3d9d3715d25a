"""The sections that a card of next to no text lacks, as questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.fixes.places import asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding

_SECTIONS = {"model": ("uses", "limits", "training", "evaluation"), "dataset": ("content", "origin", "uses", "limits")}


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Ask for what every card of its kind should say."""
    for name in _SECTIONS.get(context.facts.artifact, ()):
        yield from asked(finding.location.path, name, context.knowledge)
