"""The files of a release as they will be, worked out in memory from those that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.edits.plan import FileChange, Plan
from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


class Draft:
    """Files to be written, by path; what is read is what was drafted before, else what the release holds."""

    def __init__(self, read: Callable[[str], bytes | None], paths: Collection[str]) -> None:
        """Begin without changes.

        Args:
            read: returns a file's bytes, or ``None`` where there is none.
            paths: every file of the release.
        """
        self._read = read
        self._before: dict[str, bytes | None] = {}
        self._after: dict[str, bytes] = {}
        self._why: dict[str, list[str]] = {}
        self._by_fold: dict[str, list[str]] = {}
        for path in paths:
            self._by_fold.setdefault(path.casefold(), []).append(path)

    def copy(self) -> Draft:
        """Return a draft that goes on from here by itself."""
        other = Draft(self._read, ())
        other._before, other._after = dict(self._before), dict(self._after)  # its own kind
        other._why = {path: list(why) for path, why in self._why.items()}  # its own kind
        other._by_fold = {fold: list(paths) for fold, paths in self._by_fold.items()}  # its own kind
        return other

    def path(self, path: str) -> str:
        """Return a path as the release spells it: where only the case differs, some disks hold one file for both.

        Raises:
            InputError: it spells it in several ways.
        """
        there = self._by_fold.get(path.casefold(), [])
        if path in there or not there:
            return path
        if len(there) > 1:
            message = f"{path}: the release holds {' and '.join(there)}, which differ only in case"
            raise InputError(message, "keep one of them")
        return there[0]

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file as drafted, or ``None`` where there is none."""
        if path in self._after:
            return self._after[path]
        if path not in self._before:
            self._before[path] = self._read(path)
        return self._before[path]

    def write(self, path: str, data: bytes, why: str) -> None:
        """Draft a file's whole content."""
        if self.read(path) is None:
            self._by_fold.setdefault(path.casefold(), []).append(path)
        self._after[path] = data
        reasons = self._why.setdefault(path, [])
        if why not in reasons:
            reasons.append(why)

    def paths(self) -> list[str]:
        """Return every file of the release as it will be, sorted."""
        return sorted(path for paths in self._by_fold.values() for path in paths)

    def files(self) -> dict[str, bytes]:
        """Return what differs from the release, by path."""
        return {path: data for path, data in sorted(self._after.items()) if data != self._before[path]}

    def plan(self) -> Plan:
        """Return the changes as a plan."""
        changes = [
            FileChange(path, self._before[path], data, tuple(self._why[path])) for path, data in self.files().items()
        ]
        return Plan(tuple(changes), ())
