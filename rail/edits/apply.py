"""A plan written into a folder: all or nothing, only over what it was made from, with a patch kept to undo it."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from rail.edits.patch import write_patch
from rail.edits.plan import FileChange
from rail.errors import InputError, RailError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.edits.plan import Plan

JOURNAL = ".rail/patches"


def apply_plan(plan: Plan, root: str) -> str | None:
    """Write a plan into a folder, and return the path of the patch that undoes it; ``None`` where nothing changes.

    Raises:
        InputError: the folder is none, a path leads through a link, or a file is not what the plan was made from.
        RailError: it cannot be written; then every file is as it was.
    """
    if not plan.changes:
        return None
    patch = write_patch(plan).encode("utf-8", "surrogateescape")
    journal = f"{JOURNAL}/{hashlib.sha256(patch).hexdigest()[:16]}.patch"
    kept = Path(root, journal)
    before = kept.read_bytes() if kept.is_file() and not kept.is_symlink() else None
    write_changes(root, [FileChange(journal, before, patch, ()), *plan.changes])
    return journal


def write_changes(root: str, changes: Sequence[FileChange]) -> None:
    """Write files into a folder, all or none, each only over what it is expected to replace.

    Raises:
        InputError: a path leads out of the folder or through a link, or holds something else than expected.
        RailError: they cannot be written; then every file is as it was.
    """
    base = Path(os.path.realpath(root))
    targets = [(_target(base, change), change) for change in changes]
    done: list[tuple[Path, FileChange]] = []
    try:
        for path, change in targets:
            _write(path, change.after)
            done.append((path, change))
    except OSError as error:
        for path, change in reversed(done):
            _restore(path, change)
        message = f"{error.filename or root}: cannot be written: {error.strerror or error}; nothing was changed"
        raise RailError(message) from error


def _target(base: Path, change: FileChange) -> Path:
    """Return the file that a change writes, after a look at everything on the way to it."""
    parts = change.path.split("/")
    if change.path.startswith("/") or not all(part not in {"", ".", ".."} for part in parts):
        message = f"{change.path}: leaves the folder"
        raise InputError(message)
    here = base
    for part in parts:
        here = here / part
        if here.is_symlink():
            message = f"{change.path}: a link is on the way; it is not written through"
            raise InputError(message)
    found = None
    if os.path.lexists(here):
        if not stat.S_ISREG(here.lstat().st_mode):
            message = f"{change.path}: is no plain file"
            raise InputError(message)
        found = here.read_bytes()
    if found != change.before:
        message = f"{change.path}: changed while the plan was made; nothing was written"
        raise InputError(message, "run the command again")
    return here


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(path.lstat().st_mode) if path.exists() else 0o644
    part = path.with_name(f"{path.name}.rail-part")
    part.unlink(missing_ok=True)  # what an interrupted run left behind, or a link that somebody put there
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fchmod(stream.fileno(), mode)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _restore(path: Path, change: FileChange) -> None:
    if change.before is None:
        path.unlink(missing_ok=True)
    else:
        _write(path, change.before)
