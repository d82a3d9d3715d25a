"""A zip or tar archive, read where it lies: nothing is unpacked, so no member can be written anywhere.

An archive whose members would leave the folder that it is unpacked into (absolute names, ``..``), or that unpacks to
far more than it can honestly hold, is refused as a whole: whoever made it wanted something else than a release
(zip-slip: https://cwe.mitre.org/data/definitions/22.html; bombs: https://cwe.mitre.org/data/definitions/409.html).
"""

from __future__ import annotations

import os
import posixpath
import re
from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING

from rail.artifacts.sources.excludes import Excludes
from rail.artifacts.sources.interface import MAX_ENTRIES, EntryKind, FileEntry, Source, UnreadableError
from rail.artifacts.sources.members import ArchiveError, Member, MemberKind
from rail.artifacts.sources.paths import inside, raw_path, show_path
from rail.errors import InputError, SourceError
from rail.model.facts import Problem
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.artifacts.sources.members import Members

_ENDINGS = re.compile(r"\.(?:zip|tar|tar\.(?:gz|bz2|xz)|tgz|tbz2?|txz)$", re.IGNORECASE)
_DRIVE = re.compile(rb"[A-Za-z]:")
_LINK_CHAIN = 10


def is_archive(path: str) -> bool:
    """Tell whether a path is a file whose name ends as archives do that are read here."""
    return _ENDINGS.search(path) is not None and Path(path).is_file()


class ArchiveSource(Source):
    """The files of one archive; a single folder at its top that holds everything is taken as the root."""

    kind = "archive"

    def __init__(self, root: str, *, excludes: Excludes | None = None) -> None:
        """Open the archive and list its members.

        Raises:
            InputError: there is no such file, or it may not be read.
            SourceError: it is no archive, ends too early, leaves its folder or unpacks to too much.
        """
        super().__init__()
        self.root = root
        self.revision = None
        self.excludes = excludes or Excludes()
        found = self._read_directory(root)
        self._top = _single_folder(found)
        self.name = show_path(self._top[:-1] or os.fsencode(_ENDINGS.sub("", Path(root).name)))
        self._found = {name[len(self._top) :]: member for name, member in found.items()}
        self._names = sorted(self._found)

    def close(self) -> None:
        """Close the file and what was kept of it."""
        self._members.close()

    def entries(self) -> Iterator[FileEntry]:
        """Yield the files in the byte order of their full paths."""
        for raw in self._names:
            if self.excludes.leaves_out_path(show_path(raw)):
                continue
            entry = self._entry(raw, quiet=False)
            if entry is not None:
                yield entry

    def find(self, path: str) -> FileEntry | None:
        """Return the file at a relative path, or ``None``."""
        normal = inside("", path)
        return self._entry(raw_path(normal), quiet=True) if normal else None

    def exists(self, path: str) -> bool:
        """Tell whether a file or folder stands at a relative path."""
        normal = inside("", path)
        if normal is None:
            return False
        raw = raw_path(normal)
        if not raw or raw in self._found:
            return True
        first = bisect_left(self._names, raw + b"/")
        return first < len(self._names) and self._names[first].startswith(raw + b"/")

    def read(self, entry: FileEntry, length: int, offset: int = 0) -> bytes:
        """Return at most ``length`` bytes of one member."""
        member = self._found.get(entry.mark if isinstance(entry.mark, bytes) else entry.raw)
        if member is None:
            raise UnreadableError(entry.path, "unreadable", "not a file of this archive")
        try:
            return self._members.read(member, length, offset)
        except ArchiveError as error:
            raise UnreadableError(entry.path, "unreadable", error.message) from error
        except OSError as error:
            raise UnreadableError(entry.path, "unreadable", error.strerror or type(error).__name__) from error

    def _read_directory(self, root: str) -> dict[bytes, Member]:
        opened: Members | None = None
        try:
            opened = self._members = _open(root)
            return self._listed(opened.members())
        except OSError as error:
            message = f"{root}: {(error.strerror or type(error).__name__).lower()}; expected a readable archive"
            raise InputError(message) from error
        except ArchiveError as error:
            if opened is not None:
                opened.close()
            message = f"{root}: {error.message}; it is not read"
            raise SourceError(message, "check where it comes from; a plain folder can be checked as well") from error

    def _listed(self, members: Iterable[Member]) -> dict[bytes, Member]:
        found: dict[bytes, Member] = {}
        for number, member in enumerate(members):
            if number >= MAX_ENTRIES:
                message = f"more than {MAX_ENTRIES:,} members; the rest was not read"
                self.problems.append(Problem(Location("."), "too-many-files", message))
                break
            name = _safe(member.name)
            if member.kind is MemberKind.FOLDER or not name:
                continue
            if name in found:
                message = "the archive holds two members of this name; the last one, which unpacking keeps, was read"
                self.problems.append(Problem(Location(show_path(name)), "duplicate-member", message))
            found[name] = member
        return found

    def _entry(self, raw: bytes, *, quiet: bool) -> FileEntry | None:
        place = raw
        for _ in range(_LINK_CHAIN):
            member = self._found.get(place)
            if member is None:
                kind = None if place == raw or self.exists(show_path(place)) else "link-dangling"
                return self._nothing(raw, kind, "a link to something that is not there", quiet=quiet)
            if member.kind is MemberKind.FILE:
                return FileEntry(show_path(raw), member.size, EntryKind.FILE, raw, place)
            if member.kind is MemberKind.SPECIAL:
                return self._nothing(raw, "special-file", "a pipe or device; it was not opened", quiet=quiet)
            target = self._target(place, member)
            if target is None:
                return self._nothing(
                    raw, "link-outside", "a link that leaves the release; it was not followed", quiet=quiet
                )
            place = target
        return self._nothing(raw, "link-loop", "a link that leads back to itself", quiet=quiet)

    def _target(self, place: bytes, member: Member) -> bytes | None:
        """Return the name that a link leads to; a hard link names a member from the top of the archive."""
        if member.kind is MemberKind.HARD_LINK:
            name = _safe(member.target)
            return name[len(self._top) :] if name.startswith(self._top) else None
        goal = os.fsdecode(member.target)
        path = inside(posixpath.dirname(os.fsdecode(place)), goal) if goal and "\0" not in goal else None
        return None if path is None else os.fsencode(path)

    def _nothing(self, raw: bytes, kind: str | None, message: str, *, quiet: bool) -> FileEntry | None:
        """Report why a name leads to no file, and return that there is none."""
        if not quiet and kind is not None:
            self.problems.append(Problem(Location(show_path(raw)), kind, message))
        return None


def _open(root: str) -> Members:
    if root.lower().endswith(".zip"):
        from rail.artifacts.sources.zip_members import ZipMembers

        return ZipMembers(root)
    from rail.artifacts.sources.tar_members import TarMembers

    return TarMembers(root)


def _safe(name: bytes) -> bytes:
    """Return a member's name as a relative path.

    Raises:
        ArchiveError: unpacking it would write outside of the folder.
    """
    plain = name.replace(b"\\", b"/") if b"\\" in name else name
    if plain.startswith(b"/") or _DRIVE.match(plain) or b"\0" in plain or b".." in plain.split(b"/"):
        message = (
            f"its member {show_path(name)[:200]!r} would be written outside of the folder that it is unpacked into"
        )
        raise ArchiveError(message)
    return b"/".join(part for part in name.split(b"/") if part not in {b"", b"."})


def _single_folder(found: dict[bytes, Member]) -> bytes:
    """Return the one folder that holds every member, with its slash; empty where there is none."""
    tops = {name.partition(b"/")[0] for name in found}
    return b"" if len(tops) != 1 or any(b"/" not in name for name in found) else tops.pop() + b"/"
