"""The licence in the front matter, where the release's own licence file names exactly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.fixes.places import sole_license, stated_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """State the licence whose unchanged text is the only one that the release holds."""
    card = context.facts.card
    found = sole_license(context.facts)
    if card is not None and found is not None and finding.location.path == card.path:
        yield from stated_as(card.path, found, context.knowledge)
