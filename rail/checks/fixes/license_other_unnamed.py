"""Name and place of the licence beside ``license: other``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.fixes.places import sole_license, stated_as
from rail.checks.front_matter import text
from rail.model.edit import SetKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Name the licence whose unchanged text is the only one that the release holds, and lead to the file."""
    found = sole_license(context.facts)
    card = next((one for one in context.facts.cards if one.path == finding.location.path), None)
    if found is None or card is None:
        return
    for edit in stated_as(card.path, found, context.knowledge, other=True):
        if isinstance(edit, SetKey) and edit.key != "license" and not text(card.front_matter, edit.key):
            yield edit
