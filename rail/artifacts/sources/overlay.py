"""A release as it will be: another source with some files changed or added in memory."""

from __future__ import annotations

import os
from heapq import merge
from typing import TYPE_CHECKING

from rail.artifacts.sources.interface import EntryKind, FileEntry, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.artifacts.sources.excludes import Excludes


class OverlaySource(Source):
    """The files of another source, with changes on top; nothing is written."""

    def __init__(self, base: Source, files: Mapping[str, bytes]) -> None:
        """Wrap a source; the caller closes it.

        Args:
            base: what lies below.
            files: path to whole content.
        """
        super().__init__()
        self._base = base
        self._files = dict(files)
        self.kind = base.kind
        self.root = base.root
        self.name = base.name
        self.revision = base.revision
        self.problems = base.problems
        self.nested = base.nested
        self.asked = base.asked

    @property
    def excludes(self) -> Excludes:
        """What the source below leaves out."""
        return self._base.excludes

    @excludes.setter
    def excludes(self, excludes: Excludes) -> None:
        self._base.excludes = excludes

    def entries(self) -> Iterator[FileEntry]:
        """Yield every file, changed and added ones in their places."""
        below = (entry for entry in self._base.entries() if entry.path not in self._files)
        above = sorted((self._entry(path) for path in self._files), key=_order)
        return merge(below, above, key=_order)

    def find(self, path: str) -> FileEntry | None:
        """Return the file at a relative path, or ``None``."""
        return self._entry(path) if path in self._files else self._base.find(path)

    def exists(self, path: str) -> bool:
        """Tell whether a file or folder stands at a relative path."""
        folder = f"{path.rstrip('/')}/"
        return path in self._files or any(one.startswith(folder) for one in self._files) or self._base.exists(path)

    def read(self, entry: FileEntry, length: int, offset: int = 0) -> bytes:
        """Return at most ``length`` bytes of one entry."""
        if entry.path in self._files:
            return self._files[entry.path][offset : offset + length]
        return self._base.read(entry, length, offset)

    def _entry(self, path: str) -> FileEntry:
        return FileEntry(path, len(self._files[path]), EntryKind.FILE, os.fsencode(path))


def _order(entry: FileEntry) -> bytes:
    return entry.raw
