"""A folder on disk, walked by descriptors: no recursion, no link followed out of the root, nothing executed."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rail.artifacts.sources.excludes import Excludes
from rail.artifacts.sources.interface import MAX_ENTRIES, EntryKind, FileEntry, Source, UnreadableError
from rail.artifacts.sources.links import resolve_link
from rail.artifacts.sources.paths import raw_path, show_path
from rail.errors import InputError
from rail.model.facts import Problem
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPEN_FOLDERS = 48  # descriptors kept for the way back up; deeper trees are reopened from the root
_CHUNK = 1 << 20
MAX_PATHS = 16 << 20  # bytes by which paths are longer than any file system on its own lets them be
_LONG = 255
MAX_PROBLEMS = 1000  # a tree of nothing but broken links does not fill the memory
_PIECE = 3000  # bytes of path in one call: the kernel takes 4096
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


@dataclass(frozen=True, slots=True)
class _Item:
    """One name in a folder, as it was when the folder was listed."""

    name: bytes
    mode: int
    size: int
    mark: tuple[int, int]

    def order(self) -> bytes:
        """A folder sorts as if its name ended in ``/``: then the stream has the byte order of full paths, as in git."""
        return self.name + b"/" if stat.S_ISDIR(self.mode) else self.name


@dataclass(slots=True)
class _Level:
    """One folder on the way down: its path, what is still to come (last first), its descriptor while it is kept."""

    path: bytes
    todo: list[_Item]
    descriptor: int | None

    def leave(self) -> None:
        """Close the descriptor."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


class FolderSource(Source):
    """The files below one folder."""

    kind = "folder"

    def __init__(
        self, root: str, *, name: str | None = None, link_roots: Sequence[str] = (), excludes: Excludes | None = None
    ) -> None:
        """Open the root.

        Args:
            root: an existing folder.
            name: the artefact's name; else the folder's.
            link_roots: folders outside the root that links may lead to.
            excludes: what is left out besides the usual.

        Raises:
            InputError: there is no such folder, or it may not be read.
        """
        super().__init__()
        self.root = root
        self.revision = None
        self.excludes = excludes or Excludes()
        self._real = os.path.realpath(root)
        self.name = name or show_path(os.fsencode(Path(self._real).name)) or "/"
        self._link_roots = tuple(os.path.realpath(extra) for extra in link_roots)
        try:
            self._top = os.open(self._real, _FOLDER_FLAGS)
        except OSError as error:
            message = f"{root}: {_reason(error)}; expected a folder that can be read"
            raise InputError(message) from error
        self._links: dict[bytes, bytes] = {}

    def close(self) -> None:
        """Close the root's descriptor."""
        if self._top >= 0:
            os.close(self._top)
            self._top = -1

    def entries(self) -> Iterator[FileEntry]:
        """Yield the files in the byte order of their full paths."""
        levels = [self._enter(b"", os.dup(self._top))]
        seen = excess = 0
        try:
            while levels:
                level = levels[-1]
                if not level.todo:
                    levels.pop().leave()
                    continue
                item = level.todo.pop()
                raw = _join(level.path, item.name)
                if stat.S_ISDIR(item.mode):
                    self._descend(levels, item.name, raw)
                    continue
                entry = self._entry(item, raw)
                if entry is None:
                    continue
                seen += 1
                excess += max(0, len(raw) - _LONG)
                if seen > MAX_ENTRIES or excess > MAX_PATHS:
                    words = f"more than {MAX_ENTRIES:,} files" if seen > MAX_ENTRIES else "paths too long to be kept"
                    self._trouble(raw[:_LONG], "too-many-files", f"{words}; the rest was not read")
                    return
                yield entry
        finally:
            for level in levels:
                level.leave()

    def find(self, path: str) -> FileEntry | None:
        """Return the file at a relative path, or ``None``; a link on the way may not leave the root."""
        raw = raw_path(path)
        return None if not raw or raw.startswith(b"/") else self._linked(raw, quiet=True)

    def exists(self, path: str) -> bool:
        """Tell whether something stands there, inside the root."""
        raw = raw_path(path)
        return not raw.startswith(b"/") and resolve_link(self._real, raw, self._link_roots).problem is None

    def read(self, entry: FileEntry, length: int, offset: int = 0) -> bytes:
        """Return at most ``length`` bytes; the file must still be the one that was listed."""
        try:
            descriptor = self._open(self._links.get(entry.raw, entry.raw), _FILE_FLAGS)
        except OSError as error:
            raise UnreadableError(entry.path, _word(error), _reason(error)) from error
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or entry.mark != (found.st_dev, found.st_ino):
                message = "it was replaced while the release was read"
                raise UnreadableError(entry.path, "changed", message)
            return _read_fully(descriptor, length, offset)
        except OSError as error:
            raise UnreadableError(entry.path, _word(error), _reason(error)) from error
        finally:
            os.close(descriptor)

    def _descend(self, levels: list[_Level], name: bytes, raw: bytes) -> None:
        if self.excludes.leaves_out_folder(name, show_path(raw)):
            self._see_repository(name, raw)
            return
        parent = levels[-1]
        try:
            if parent.descriptor is None:
                parent.descriptor = self._open(parent.path, _FOLDER_FLAGS)
            levels.append(self._enter(raw, os.open(name, _FOLDER_FLAGS, dir_fd=parent.descriptor)))
        except OSError as error:
            self._trouble(raw, _word(error), _reason(error))
            return
        if len(levels) > _OPEN_FOLDERS:
            levels[-1 - _OPEN_FOLDERS].leave()

    def _enter(self, path: bytes, descriptor: int) -> _Level:
        """List one folder; the descriptor now belongs to the level."""
        todo: list[_Item] = []
        try:
            with os.scandir(descriptor) as listing:
                for found in listing:
                    name = os.fsencode(found.name)
                    if found.is_dir(follow_symlinks=False):
                        todo.append(_Item(name, stat.S_IFDIR, 0, (0, 0)))
                        continue
                    try:
                        seen = found.stat(follow_symlinks=False)
                    except OSError as error:
                        self._trouble(_join(path, name), _word(error), _reason(error))
                        continue
                    todo.append(_Item(name, seen.st_mode, seen.st_size, (seen.st_dev, seen.st_ino)))
        except OSError:
            os.close(descriptor)
            raise
        todo.sort(key=_Item.order, reverse=True)
        return _Level(path, todo, descriptor)

    def _entry(self, item: _Item, raw: bytes) -> FileEntry | None:
        path = show_path(raw)
        if item.name == b".git":
            self._see_repository(item.name, raw)
            return None
        if self.excludes.leaves_out_file(path):
            return None
        if stat.S_ISREG(item.mode):
            return FileEntry(path, item.size, EntryKind.FILE, raw, item.mark)
        if stat.S_ISLNK(item.mode):
            return self._linked(raw, quiet=False)
        self._trouble(raw, "special-file", "a socket, pipe or device; it was not opened")
        return None

    def _see_repository(self, name: bytes, raw: bytes) -> None:
        if name == b".git" and b"/" in raw:
            self.nested.append(show_path(raw.rpartition(b"/")[0]))

    def _linked(self, raw: bytes, *, quiet: bool) -> FileEntry | None:
        """Return the file that a link leads to, under the link's own path; a folder is walked where it lies."""
        target = resolve_link(self._real, raw, self._link_roots)
        if target.problem is not None:
            if not quiet:
                self._trouble(raw, target.problem, target.reason)
            return None
        if target.mark is None:
            return None
        self._links[raw] = target.path
        return FileEntry(show_path(raw), target.size, EntryKind.FILE, raw, target.mark)

    def _open(self, raw: bytes, flags: int) -> int:
        """Open a path below the root, in pieces that the kernel accepts; the caller closes it.

        Raises:
            OSError: it cannot be opened.
        """
        if not raw:
            return os.dup(self._top)
        if raw.startswith(b"/"):
            return os.open(raw, flags)
        here, rest = os.dup(self._top), raw
        while len(rest) > _PIECE:
            cut = rest.rfind(b"/", 0, _PIECE)
            try:
                below = os.open(rest[:cut], _FOLDER_FLAGS, dir_fd=here)
            finally:
                os.close(here)
            here, rest = below, rest[cut + 1 :]
        try:
            return os.open(rest, flags, dir_fd=here)
        finally:
            os.close(here)

    def _trouble(self, raw: bytes, kind: str, message: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(Location(show_path(raw)), kind, message))


def _join(folder: bytes, name: bytes) -> bytes:
    return folder + b"/" + name if folder else name


def _read_fully(descriptor: int, length: int, offset: int) -> bytes:
    pieces: list[bytes] = []
    while length > 0:
        piece = os.pread(descriptor, min(length, _CHUNK), offset)
        if not piece:
            break
        pieces.append(piece)
        length -= len(piece)
        offset += len(piece)
    return b"".join(pieces)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _word(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "vanished"
        case PermissionError():
            return "not-permitted"
        case _:
            return "unreadable"
