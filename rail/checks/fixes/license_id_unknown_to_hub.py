"""The licence under the Hub's own spelling, where the stated name means exactly one identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.fixes.places import value_at
from rail.model.edit import ReplaceValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Write the identifier that the stated name resolves to; a mere likeness is no reason."""
    value = value_at(context.facts, finding.location)
    hub = None if value is None else context.knowledge.resolve(value.text).hub
    if value is not None and hub is not None and hub != value.text:
        yield ReplaceValue(finding.location.path, value.line, value.text, hub)
