"""waiver-expired: an exception of rail.yaml or rail.lock has run out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found]:
    """Hold the last day of each waiver against the date of the report; without a date nothing has run out."""
    for waiver in context.facts.waivers:
        if context.as_of is not None and waiver.expires < context.as_of:
            where = f" for {waiver.path}" if waiver.path else ""
            yield Found(
                Location(waiver.file, waiver.line),
                f"the waiver of {waiver.rule}{where} ended on {waiver.expires}; {waiver.owner} answered for it",
            )
