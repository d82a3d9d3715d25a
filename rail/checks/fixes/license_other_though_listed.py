"""The Hub's identifier in place of ``other``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.front_matter import scalars
from rail.model.edit import ReplaceValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Replace ``other`` by the identifier that ``license_name`` means; the name itself is left to its author."""
    for card in context.facts.cards:
        if card.path != finding.location.path or card.front_matter is None:
            continue
        name = next(iter(scalars(card.front_matter.get("license_name"))), None)
        other = next((one for one in scalars(card.front_matter.get("license")) if one.text.lower() == "other"), None)
        hub = None if name is None else context.knowledge.resolve(name.text).hub
        if other is not None and hub is not None:
            yield ReplaceValue(card.path, other.line, other.text, hub)
