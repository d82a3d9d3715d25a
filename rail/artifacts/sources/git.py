"""One revision of a git repository, read without running anything that the repository brings along."""

from __future__ import annotations

import os
import posixpath
import re
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rail.artifacts.sources.excludes import Excludes
from rail.artifacts.sources.git_objects import GitObjects
from rail.artifacts.sources.git_refs import find_git_folder, resolve_revision
from rail.artifacts.sources.interface import MAX_ENTRIES, EntryKind, FileEntry, Source, UnreadableError
from rail.artifacts.sources.paths import inside, raw_path, show_path
from rail.errors import InputError, SourceError
from rail.model.facts import Problem
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEPS = re.compile(r"(.+?)((?:~\d*|\^\d*)*)")
_MAX_FILES = 300_000  # a tree of a few bytes can name billions of files: the same folder over and over
_MAX_NAMES = 64 << 20  # bytes of all paths
_LINK_CHAIN = 10
_SMALL = 4096  # files up to this size are read once however many names they have


class GitSource(Source):
    """The files of one revision, or those below one of its folders."""

    kind = "git"

    def __init__(self, root: str, revision: str, *, excludes: Excludes | None = None) -> None:
        """Resolve the revision and list its tree.

        Raises:
            InputError: there is no such revision.
            SourceError: the repository cannot be read safely, or is incomplete.
        """
        super().__init__()
        self.root = root
        self.asked = revision
        self.excludes = excludes or Excludes()
        git, top = find_git_folder(Path(root))
        real = Path(os.path.realpath(root))
        self.name = show_path(os.fsencode(real.name.removesuffix(".git"))) or "/"
        below = real.relative_to(top).as_posix()
        self._prefix = b"" if below == "." else os.fsencode(below) + b"/"
        if ".git" in below.split("/"):
            self._prefix = b""
        base, steps = _split(revision)
        self._files: dict[bytes, tuple[bytes, int]] = {}
        self._links: dict[bytes, bytes] = {}
        self._modules: list[bytes] = []
        self._names: list[bytes] = []
        self._objects = GitObjects(git.common / "objects", git.object_format)
        self._small = lru_cache(maxsize=1024)(lambda oid: self._objects.read(oid, _SMALL))
        try:
            self.revision: str = self._commit(resolve_revision(git, base), steps, revision)
            self._list(self.revision)
        except BaseException:
            self._objects.close()
            raise

    def close(self) -> None:
        """Stop git and remove the throw-away repository."""
        self._objects.close()

    def entries(self) -> Iterator[FileEntry]:
        """Yield the files in the byte order of their full paths."""
        for raw in self._names:
            path = show_path(raw)
            if self.excludes.leaves_out_path(path):
                continue
            entry = self._file(raw) if raw in self._files else self._linked(raw, quiet=False)
            if entry is not None:
                yield entry
        for raw in self._modules:
            self.excludes.note(show_path(raw), "a submodule")

    def find(self, path: str) -> FileEntry | None:
        """Return the file at a relative path, or ``None``."""
        normal = inside("", path)
        if not normal:
            return None
        raw = raw_path(normal)
        return self._file(raw) if raw in self._files else self._linked(raw, quiet=True)

    def exists(self, path: str) -> bool:
        """Tell whether a file or folder stands at a relative path."""
        normal = inside("", path)
        if normal is None:
            return False
        raw = raw_path(normal)
        if not raw or raw in self._files or raw in self._links:
            return True
        first = bisect_left(self._names, raw + b"/")
        return first < len(self._names) and self._names[first].startswith(raw + b"/")

    def read(self, entry: FileEntry, length: int, offset: int = 0) -> bytes:
        """Return at most ``length`` bytes of one file."""
        try:
            oid = self._oid(entry)
            data = self._small(oid) if entry.size <= _SMALL else self._objects.read(oid, length, offset)
        except SourceError as error:
            raise UnreadableError(entry.path, "unreadable", error.message) from error
        if data is None:
            message = "the repository does not hold this object (a partial clone?); it was not fetched"
            raise UnreadableError(entry.path, "missing-object", message)
        return data[offset : offset + length] if entry.size <= _SMALL else data

    @staticmethod
    def _oid(entry: FileEntry) -> bytes:
        if not isinstance(entry.mark, bytes):
            raise UnreadableError(entry.path, "unreadable", "not a file of this revision")
        return entry.mark

    def _commit(self, oid: str, steps: str, asked: str) -> str:
        found = self._objects.resolve(f"{oid}{steps}^{{commit}}")
        if found is None:
            message = f"{self.root}: {asked!r} names no commit that this repository holds"
            raise InputError(message, "fetch it first, or give a branch, a tag or a longer commit id")
        return found

    def _list(self, commit: str) -> None:
        count = names = 0
        for listed, (mode, kind, oid, size, full) in enumerate(self._objects.list_tree(commit)):
            if listed > MAX_ENTRIES:
                message = f"more than {MAX_ENTRIES:,} files in the whole revision; the rest was not read"
                self.problems.append(Problem(Location("."), "too-many-files", message))
                break
            if not full.startswith(self._prefix):
                continue
            raw = full[len(self._prefix) :]
            if kind == b"commit":
                self._modules.append(raw)
                self.nested.append(show_path(raw))
            elif size == b"BAD" or not size.isdigit():
                message = "the repository does not hold this object (a partial clone?); it was not fetched"
                self.problems.append(Problem(Location(show_path(raw)), "missing-object", message))
            elif mode == b"120000":
                self._links[raw] = oid
            else:
                self._files[raw] = (oid, int(size))
            count += 1
            names += len(raw)
            if count > _MAX_FILES or names > _MAX_NAMES:
                message = (
                    f"more than {count - 1:,} files, or paths of more than {_MAX_NAMES:,} bytes; the rest was not read"
                )
                self.problems.append(Problem(Location("."), "too-many-files", message))
                break
        self._names = sorted((*self._files, *self._links))

    def _file(self, raw: bytes, under: bytes | None = None) -> FileEntry:
        oid, size = self._files[raw]
        name = raw if under is None else under
        return FileEntry(show_path(name), size, EntryKind.FILE, name, oid)

    def _linked(self, raw: bytes, *, quiet: bool) -> FileEntry | None:
        """Return the file that a link of the tree leads to, under the link's own path."""
        place = os.fsdecode(raw)
        for _ in range(_LINK_CHAIN):
            oid = self._links.get(os.fsencode(place))
            if oid is None:
                break
            target = os.fsdecode(self._target(oid))
            path = inside(posixpath.dirname(place), target) if target and "\0" not in target else None
            if path is None:
                self._report(raw, "link-outside", "a link that leaves the release; it was not followed", quiet)
                return None
            place = path
        else:
            self._report(raw, "link-loop", "a link that leads back to itself", quiet)
            return None
        if os.fsencode(place) in self._files:
            return self._file(os.fsencode(place), raw)
        if not self.exists(show_path(os.fsencode(place))):
            self._report(raw, "link-dangling", "a link to something that is not there", quiet)
        return None

    def _target(self, oid: bytes) -> bytes:
        """Return what a link holds; nothing where it cannot be read, so that it leads nowhere."""
        try:
            return self._small(oid) or b""
        except SourceError:
            return b""

    def _report(self, raw: bytes, kind: str, message: str, quiet: bool) -> None:  # noqa: FBT001 - passed on
        if not quiet:
            self.problems.append(Problem(Location(show_path(raw)), kind, message))


def _split(revision: str) -> tuple[str, str]:
    """Split ``v1.0~2^`` into the name, which is read here, and the steps, which our own repository takes."""
    match = _STEPS.fullmatch(revision)
    return (match.group(1), match.group(2)) if match else (revision, "")
