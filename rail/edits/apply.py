"""A plan written into a folder: all or nothing, only over what it was made from, with a patch kept to undo it."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rail.edits.journal import FOLDER, discard, finish, locked, prepare, put
from rail.edits.patch import write_patch
from rail.edits.places import held, named_alike, other_case, safe_target
from rail.edits.plan import FileChange
from rail.edits.recovery import recover_locked, roll_back
from rail.errors import InputError, RailError
from rail.model.interrupted import PREPARING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.edits.plan import Plan

PATCHES = ".rail/patches"


def apply_plan(plan: Plan, root: str) -> str | None:
    """Write a plan into a folder, and return the path of the patch that undoes it; ``None`` where nothing changes.

    Raises:
        InputError: the folder is none, a path leads through a link, or a file is not what the plan was made from.
        RailError: it cannot be written; then every file is as it was.
    """
    if not plan.changes:
        return None
    patch = write_patch(plan).encode("utf-8", "surrogateescape")
    kept = f"{PATCHES}/{hashlib.sha256(patch).hexdigest()[:16]}.patch"
    place = Path(root, kept)
    before = place.read_bytes() if place.is_file() and not place.is_symlink() else None
    write_changes(root, [FileChange(kept, before, patch, ()), *plan.changes])
    return kept


def write_changes(root: str, changes: Sequence[FileChange]) -> None:
    """Write files into a folder, all or none, each only over what it is expected to replace.

    What an interrupted run left there is brought into order first; a crash of this one leaves a journal for the next.

    Raises:
        InputError: a path leads out of the folder or through a link, holds something else than expected, or stands
            there under a name that differs in case alone.
        RailError: they cannot be written; then every file is as it was.
    """
    base = Path(os.path.realpath(root))
    if not os.path.isdir(base):  # noqa: PTH112 # raises nothing where nobody may look
        message = f"{root}: is no folder"
        raise InputError(message)
    try:
        with locked(base):
            recover_locked(base)
            _check(base, changes)
            _write(base, changes)
    except OSError as error:
        message = f"{error.filename or root}: cannot be written: {error.strerror or error}; nothing was changed"
        raise RailError(message) from error


def _check(base: Path, changes: Sequence[FileChange]) -> None:
    """Look at every place that is to be written.

    Raises:
        InputError: one may not be.
    """
    seen: list[str] = []
    for change in changes:
        target = safe_target(base, change.path)
        if f"{change.path}/".startswith(f"{FOLDER}/"):
            message = f"{change.path}: lies in the journal"
            raise InputError(message)
        if held(target) != change.before:
            message = f"{change.path}: changed while the plan was made; nothing was written"
            raise InputError(message, "run the command again")
        alike = named_alike(seen, change.path)
        if change.before is None:
            alike = alike or other_case(base, change.path)
        if alike is not None:
            message = f"{change.path}: {alike} differs from it in case alone, and many machines take both for one file"
            raise InputError(message, f"rename {alike}, or use its name")
        seen.append(change.path)


def _write(base: Path, changes: Sequence[FileChange]) -> None:
    """Write through the journal.

    Raises:
        InputError: somebody changed a file at the same time; then every other file is as it was.
        OSError: it cannot be written; then every file is as it was.
        RailError: it could not be undone, or the journal could not be closed.
    """
    try:
        journal = prepare(base, changes)
    except (OSError, KeyboardInterrupt):
        with suppress(OSError):
            discard(base, PREPARING)
        raise
    try:
        for number in range(len(journal.entries)):
            put(base, journal, number)
    except (OSError, InputError, KeyboardInterrupt):
        try:
            roll_back(base, journal)
            finish(base)
        except OSError as error:
            message = f"{base}: was left half written: {error.strerror or error}"
            raise RailError(message, "run the command again: it undoes or completes what was begun") from error
        raise
    try:
        finish(base)
    except OSError as error:
        message = f"{base}: all is written, but the journal cannot be deleted: {error.strerror or error}"
        raise RailError(message, f"delete {base / FOLDER}") from error
