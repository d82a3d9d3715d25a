"""Whether a run was cut off while it wrote into a release: its journal is read as data, nothing of it is applied."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from rail.artifacts.sources.interface import UnreadableError
from rail.artifacts.sources.paths import show_path
from rail.model.interrupted import JOURNAL_FOLDER, JOURNAL_PLAN, OPEN, PREPARING, Interrupted

if TYPE_CHECKING:
    from rail.artifacts.sources.interface import Source

_CAP = 1 << 20
_SHOWN = 200


def read_interrupted(source: Source) -> Interrupted | None:
    """Return what an interrupted run left in a release, or ``None`` where none did."""
    if source.exists(f"{JOURNAL_FOLDER}/{OPEN}"):
        return Interrupted(OPEN, _paths(source))
    return Interrupted(PREPARING) if source.exists(f"{JOURNAL_FOLDER}/{PREPARING}") else None


def _paths(source: Source) -> tuple[str, ...]:
    entry = source.find(f"{JOURNAL_FOLDER}/{OPEN}/{JOURNAL_PLAN}")
    try:
        plan = {} if entry is None else json.loads(source.read(entry, _CAP))
        paths = [row["path"] for row in plan["changes"][:_SHOWN]]
        return tuple(show_path(os.fsencode(path)) for path in paths)
    except (UnreadableError, ValueError, KeyError, TypeError, RecursionError):
        return ()
