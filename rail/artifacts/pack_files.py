"""The files of rule packs that people wrote: listed and read inside one folder, within bounds, never followed out."""

from __future__ import annotations

import os
import posixpath
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rail.errors import InputError

if TYPE_CHECKING:
    from rail.artifacts.sources.interface import Source

MOST_BYTES = 1 << 18
MOST_NAMES = 5000


class PackFiles(Protocol):
    """A folder that packs are read from."""

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, sorted; empty where there is no such folder."""
        ...

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or ``None`` where there is none.

        Raises:
            InputError: it is no file inside this folder, or too large.
        """
        ...


class LocalFiles:
    """Files below a folder of this machine."""

    def __init__(self, root: str, shown: str = "") -> None:
        """Take the folder, and how it is written in messages."""
        self._root = Path(root).resolve()
        self._shown = shown

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, sorted."""
        path = self._inside(folder)
        try:
            with os.scandir(path) as rows:
                found = [row.name for _, row in zip(range(MOST_NAMES + 1), rows, strict=False)]
        except OSError:
            return []
        if len(found) > MOST_NAMES:
            message = f"{self._shown}{folder}: more than {MOST_NAMES} files; this is no pack"
            raise InputError(message)
        return sorted(found)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or ``None`` where there is none."""
        target = self._inside(path)
        try:
            descriptor = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            message = f"{self._shown}{path}: cannot be read: {error.strerror or error}"
            raise InputError(message) from error
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            return _bounded(stream.read(MOST_BYTES + 1), f"{self._shown}{path}")

    def _inside(self, path: str) -> Path:
        target = (self._root / path).resolve()
        if target != self._root and self._root not in target.parents:
            message = f"{self._shown}{path}: leads out of {self._root.name or self._root}"
            raise InputError(message, "a pack and what it extends lie in one folder tree")
        return target


class ReleaseFiles:
    """Files of a release that is no folder of this machine, such as a git revision."""

    def __init__(self, source: Source) -> None:
        """Take the source; it is listed once, when a folder is asked for."""
        self._source = source
        self._names: dict[str, list[str]] | None = None

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, sorted."""
        if self._names is None:
            self._names = {}
            for entry in self._source.entries():
                parent, _, name = entry.path.rpartition("/")
                self._names.setdefault(parent, []).append(name)
        return sorted(self._names.get(folder.strip("/"), []))

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or ``None`` where there is none."""
        from rail.artifacts.whole import read_whole

        entry = self._source.find(path)
        return None if entry is None else read_whole(self._source, entry, MOST_BYTES)


def joined_path(folder: str, path: str, where: str) -> str:
    """Return a relative path as seen from the root of the files.

    Raises:
        InputError: it is absolute, or leaves the root.
    """
    found = posixpath.normpath(posixpath.join(folder, path.replace("\\", "/")))
    if posixpath.isabs(found) or found == ".." or found.startswith("../") or "\0" in found:
        message = f"{where}: {path}: leads out of the folder that packs may lie in"
        raise InputError(message, "name a pack by a relative path that stays inside")
    return found


def _bounded(data: bytes, where: str) -> bytes:
    if len(data) > MOST_BYTES:
        message = f"{where}: larger than {MOST_BYTES} bytes"
        raise InputError(message)
    return data
