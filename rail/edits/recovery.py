"""What a crash left half written, rolled back or forward, so that a release is as before or complete."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rail.edits.journal import (
    FOLDER,
    discard,
    finish,
    foreign,
    locked,
    put,
    read_journal,
)
from rail.edits.places import digest_at, safe_target, sync_folder
from rail.errors import RailError
from rail.model.interrupted import DONE, OPEN, PREPARING
from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.edits.journal import Journal

BACK, FORWARD = "back", "forward"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done about an interrupted run.

    Attributes:
        direction: ``back``: the release is as before; ``forward``: what the run began is complete.
        paths: the files that the recovery moved.
        left: files that somebody changed meanwhile; they were not touched.
    """

    direction: str
    paths: tuple[str, ...]
    left: tuple[str, ...] = ()


def recover(root: str) -> Recovery | None:
    """Bring a folder into order in which a run was interrupted; ``None`` where there is nothing to do.

    Raises:
        InputError: another run is at work there.
        ForeignJournalError: the journal was not written here; nothing was touched.
        RailError: the folder cannot be written.
    """
    base = Path(os.path.realpath(root))
    if not os.path.lexists(base / FOLDER):
        with suppress(OSError):  # cut off between the last two steps of a run
            (base / FOLDER).parent.rmdir()
        return None
    try:
        with locked(base):
            return recover_locked(base)
    except OSError as error:
        message = f"{error.filename or root}: an interrupted run cannot be mended: {error.strerror or error}"
        raise RailError(message, f"make {root} writable, then run the command again") from error


def recover_locked(base: Path) -> Recovery | None:
    """Do the same where the journal is held already."""
    home = base / FOLDER
    found = None
    if os.path.lexists(home / DONE):
        _folder(base, DONE)
        discard(base, DONE)
    if os.path.lexists(home / PREPARING):
        _folder(base, PREPARING)
        discard(base, PREPARING)
        found = Recovery(BACK, ())
    if os.path.lexists(home / OPEN):
        _folder(base, OPEN)
        journal = read_journal(base)
        found = _roll(base, journal)
        finish(base)
    return found


def roll_back(base: Path, journal: Journal) -> Recovery:
    """Undo what a run put into place; what somebody else wrote there stays.

    Raises:
        OSError: a file cannot be moved.
        RailError: the copy of a replaced file is gone.
    """
    moved = []
    left = []
    for number, entry in reversed(list(enumerate(journal.entries))):
        target = safe_target(base, entry.path)
        now = digest_at(target)
        if now == entry.before:
            continue
        if now != entry.after:
            left.append(entry.path)
            continue
        if entry.before is None:
            target.unlink()
        else:
            old = journal.old(number)
            if digest_at(old) != entry.before:
                message = f"{entry.path}: its former content is not in the journal any more; it was not touched"
                raise RailError(message, f"compare it with your own copy, then delete {base / FOLDER}")
            old.replace(target)
        sync_folder(target.parent)
        moved.append(entry.path)
    for folder in reversed(journal.folders):
        with suppress(OSError):  # somebody put something there
            (base / folder).rmdir()
    return Recovery(BACK, tuple(sorted(moved)), tuple(sorted(left)))


def _roll(base: Path, journal: Journal) -> Recovery:
    """Complete a run, or undo it where a file was changed meanwhile or what was to be written is gone."""
    waiting = []
    for number, entry in enumerate(journal.entries):
        now = digest_at(safe_target(base, entry.path))
        if now == entry.after:
            continue
        if now != entry.before or digest_at(journal.new(number)) != entry.after:
            return roll_back(base, journal)
        waiting.append(number)
    for number in waiting:
        put(base, journal, number)
    return Recovery(FORWARD, tuple(sorted(journal.entries[number].path for number in waiting)))


def _folder(base: Path, state: str) -> None:
    place = base / FOLDER / state
    if place.is_symlink() or not place.is_dir():
        raise foreign(base, f"{FOLDER}/{state} is no folder of its own")
