"""Licence records of one's own, kept in ``.rail/licenses`` of the folder that a command is started in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.knowledge.own import OwnRecord
    from rail.knowledge.store import Knowledge


def own_records_here() -> tuple[OwnRecord, ...]:
    """Return the records in ``.rail/licenses`` of the working folder; none where there is no such folder.

    Raises:
        InputError: a record there cannot be used.
    """
    if not os.path.isdir(".rail"):  # noqa: PTH112 # starts faster than pathlib
        return ()
    from dataclasses import replace

    from rail.artifacts.own import read_own_records
    from rail.artifacts.sources.folder import FolderSource

    with FolderSource(".rail") as source:
        entries = [replace(entry, path=f".rail/{entry.path}") for entry in source.entries()]
        return read_own_records(source, entries)


def knowledge_here() -> Knowledge:
    """Return the installed knowledge with the records of the working folder.

    Raises:
        InputError: a record there cannot be used, or its id is taken.
    """
    from rail.knowledge.store import Knowledge

    return Knowledge.load().with_own(own_records_here())
