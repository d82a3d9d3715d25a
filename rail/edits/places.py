"""Places below a folder that may be written: plain files, never through a link, never beside a name of another case."""

from __future__ import annotations

import os
import stat
from hashlib import file_digest
from typing import TYPE_CHECKING

from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import BufferedReader
    from pathlib import Path

_GIT = ".git"  # what lies there is run by git


def safe_target(base: Path, path: str) -> Path:
    """Return the file that a relative path names, after a look at everything on the way to it.

    Raises:
        InputError: it leaves the folder, leads through a link or into ``.git``, or is no plain file.
    """
    parts = path.split("/")
    if path.startswith("/") or "\0" in path or not all(part not in {"", ".", ".."} for part in parts):
        message = f"{path}: leaves the folder"
        raise InputError(message)
    if any(part.casefold() == _GIT for part in parts):
        message = f"{path}: lies in a git folder; nothing is written there"
        raise InputError(message)
    here = base
    for part in parts:
        here = here / part
        if here.is_symlink():
            message = f"{path}: a link is on the way; it is not written through"
            raise InputError(message)
    if os.path.lexists(here) and not stat.S_ISREG(here.lstat().st_mode):
        message = f"{path}: is no plain file"
        raise InputError(message)
    return here


def held(path: Path) -> bytes | None:
    """Return the bytes of a plain file, or ``None`` where there is none; a link is not followed."""
    stream = _opened(path)
    if stream is None:
        return None
    with stream:
        return stream.read()


def digest_at(path: Path) -> str | None:
    """Return the SHA-256 of a plain file, or ``None`` where there is none; a link is not followed."""
    stream = _opened(path)
    if stream is None:
        return None
    with stream:
        return file_digest(stream, "sha256").hexdigest()


def _opened(path: Path) -> BufferedReader | None:
    try:
        # A pipe would never end.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return os.fdopen(descriptor, "rb")


def other_case(base: Path, path: str) -> str | None:
    """Return the path of what is there already under a name that differs in case alone, or ``None``.

    On many machines both names are one file; on the others people and programs take one for the other.
    """
    here = base
    for number, part in enumerate(parts := path.split("/")):
        if not os.path.lexists(here / part):
            try:
                names = os.listdir(here)  # noqa: PTH208 # names alone
            except OSError:
                return None
            found = named_alike(names, part)
            return None if found is None else "/".join([*parts[:number], found, *parts[number + 1 :]])
        here = here / part
    return None


def named_alike(names: Iterable[str], wanted: str) -> str | None:
    """Return the first of some names that differs from another in case alone, or ``None``; the name itself wins."""
    folded = wanted.casefold()
    alike = sorted(name for name in names if name.casefold() == folded)
    return None if not alike or wanted in alike else alike[0]


def write_synced(path: Path, data: bytes, mode: int) -> None:
    """Write a new file, and return when the disk has it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fchmod(stream.fileno(), mode)
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Return when the disk has the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def missing_folders(base: Path, path: str) -> list[str]:
    """Return the folders that are still to be made for a file, outermost first."""
    parts = path.split("/")[:-1]
    folders = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    return [folder for folder in folders if not os.path.lexists(base / folder)]
