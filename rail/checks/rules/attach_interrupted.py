"""attach-interrupted: a command was cut off while it wrote into the release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.model.interrupted import JOURNAL_FOLDER, OPEN
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context

_SHOWN = 5


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the journal of a run that did not end."""
    left = context.facts.interrupted
    if left is None:
        return
    if left.state != OPEN:
        message = f"a command was cut off before it changed anything; its journal lies in {JOURNAL_FOLDER}"
    else:
        shown = ", ".join(left.paths[:_SHOWN]) + (", ..." if len(left.paths) > _SHOWN else "")
        message = f"a command was cut off while it wrote {shown or 'files of the release'}: some may be old, others new"
    yield Found(Location(f"{JOURNAL_FOLDER}/{left.state}"), message)
