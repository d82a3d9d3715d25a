"""A plan written into a folder: all or nothing, only over what it was made from, with a patch kept to undo it."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from rail.edits.patch import write_patch
from rail.errors import InputError, RailError

if TYPE_CHECKING:
    from rail.edits.plan import FileChange, Plan

JOURNAL = ".rail/patches"


def apply_plan(plan: Plan, root: str) -> str | None:
    """Write a plan into a folder, and return the path of the patch that undoes it; ``None`` where nothing changes.

    Raises:
        InputError: the folder is none, a path leads through a link, or a file is not what the plan was made from.
        RailError: it cannot be written; then every file is as it was.
    """
    if not plan.changes:
        return None
    base = Path(os.path.realpath(root))
    targets = {change.path: _target(base, change) for change in plan.changes}
    patch = write_patch(plan)
    journal = f"{JOURNAL}/{hashlib.sha256(patch.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}.patch"
    done: list[FileChange] = []
    try:
        _write(base / journal, patch.encode("utf-8", "surrogateescape"))
        for change in plan.changes:
            _write(targets[change.path], change.after)
            done.append(change)
    except OSError as error:
        for change in reversed(done):
            _restore(targets[change.path], change)
        message = f"{error.filename or root}: cannot be written: {error.strerror or error}; nothing was changed"
        raise RailError(message) from error
    return journal


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
    try:
        part.write_bytes(data)
        part.chmod(mode)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _restore(path: Path, change: FileChange) -> None:
    if change.before is None:
        path.unlink(missing_ok=True)
    else:
        _write(path, change.before)
