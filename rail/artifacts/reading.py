"""One release being read: its source, the knowledge, and the problems met on the way."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from rail.artifacts.sources.interface import UnreadableError
from rail.model.facts import LicenseClaim, Problem
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.artifacts.sources.interface import FileEntry, Source
    from rail.knowledge.store import Knowledge
    from rail.model.facts import ClaimSource, ComponentKind

_T = TypeVar("_T")
TEXT_CAP = 1 << 20
# What is read of all files of a kind together: their texts are kept, and a release of a thousand files is allowed.
_SHARES = {"card": 12 << 20, "license": 16 << 20, "other": 8 << 20}
_POINTER = b"version https://"
MAX_STATED = 200  # what is said about one thing in one file; more is no statement, and costs time
_MAX_PROBLEMS = 2000


@dataclass(slots=True)
class Reading:
    """What the readers of single facts share.

    Attributes:
        source: where the release is read from.
        knowledge: what names mean.
        problems: what could not be read.
        lines: the lines of the cards, by path.
        taken: bytes read so far, by share.
    """

    source: Source
    knowledge: Knowledge
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)

    def report(self, path: str, kind: str, message: str, line: int | None = None) -> None:
        """Add a problem; a release of nothing but problems does not fill the memory."""
        if len(self.problems) < _MAX_PROBLEMS:
            self.problems.append(Problem(Location(path, line), kind, message))

    def bytes_of(self, entry: FileEntry, cap: int = TEXT_CAP, share: str = "other") -> bytes | None:
        """Return the file, or its first ``cap`` bytes with a problem; ``None`` where it cannot be read.

        A Git LFS pointer is no content: it is reported, and gives ``None``. So is a file for which its share of what
        is read of one release is used up.
        """
        taken = self.taken.get(share, 0)
        if taken + min(entry.size, cap) > _SHARES[share]:
            message = f"more than {_SHARES[share] >> 20} MB of files of this kind; this one was not read"
            self.report(entry.path, "too-large", message)
            return None
        data = self.piece(entry, cap)
        if data is None:
            return None
        self.taken[share] = taken + len(data)
        if entry.size > cap:
            self.report(entry.path, "too-large", f"{entry.size:,} bytes; only the first {cap:,} were read")
        if data.startswith(_POINTER) and _is_pointer(data):
            self.report(entry.path, "lfs-pointer", "a Git LFS pointer: the content itself is not here")
            return None
        return data

    def piece(self, entry: FileEntry, length: int, offset: int = 0) -> bytes | None:
        """Return a few bytes, or ``None`` with a problem."""
        try:
            return self.source.read(entry, length, offset)
        except UnreadableError as error:
            if len(self.problems) < _MAX_PROBLEMS:
                self.problems.append(error.problem())
            return None

    def json_of(self, entry: FileEntry) -> dict[str, object] | None:
        """Return a JSON object, or ``None``; a broken file is reported."""
        data = self.bytes_of(entry)
        if data is None:
            return None
        try:
            found = json.loads(data)
        except (ValueError, RecursionError) as error:
            self.report(entry.path, "syntax", f"no readable JSON ({_short(error)})")
            return None
        return found if isinstance(found, dict) else None

    def limited(self, values: Iterable[_T], path: str, most: int = MAX_STATED) -> Iterator[_T]:
        """Yield what one file states, at most so much of it; a file that states more is reported."""
        for number, value in enumerate(values):
            if number >= most:
                self.report(path, "too-many-statements", f"more than {most} statements; the rest was not read")
                return
            yield value

    def claim(  # noqa: PLR0913 - a claim has this many parts
        self,
        source: ClaimSource,
        value: str,
        location: Location,
        *,
        governs: tuple[ComponentKind, ...] = (),
        scope: str = "",
        count: int = 1,
        vendored: bool = False,
        status_word: str = "states",
    ) -> LicenseClaim:
        """Return a claim with its value resolved."""
        meant = self.knowledge.resolve(value)
        return LicenseClaim(
            source=source,
            value=value,
            license=meant.license,
            family=meant.family,
            governs=governs,
            scope=scope,
            location=location,
            vendored=vendored,
            expression=meant.expression,
            status_word=status_word,
            count=count,
        )


def _is_pointer(data: bytes) -> bool:
    from rail.artifacts.weights.lfs import read_pointer  # brings all formats of weights along

    return read_pointer(data) is not None


def line_of(text: str, pattern: str) -> int | None:
    """Return the 1-based line of the first match of a pattern, or ``None``."""
    match = re.search(pattern, text, re.MULTILINE)
    return None if match is None else text.count("\n", 0, match.start()) + 1


def folder_of(path: str) -> str:
    """Return the folder that a file lies in, ``""`` for the root."""
    return path.rpartition("/")[0]


def _short(error: BaseException) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:120]
