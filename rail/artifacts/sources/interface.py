"""A source: the files of one artefact, streamed in sorted order, and bounded bytes of one of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import Enum
from typing import TYPE_CHECKING

from rail.errors import SourceError
from rail.model.facts import Problem
from rail.model.late import dataclass
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from rail.artifacts.sources.excludes import Excludes

MAX_ENTRIES = 2_000_000  # a release is not larger; a source that claims more is cut off with a problem


class EntryKind(Enum):
    """What an entry is, as far as a reader needs to know."""

    FILE = "file"
    SUBMODULE = "submodule"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of an artefact.

    Attributes:
        path: relative to the root, with ``/``; bytes that are no UTF-8 and control characters are escaped visibly.
        size: in bytes.
        kind: a file, or the place of a submodule.
        raw: the path's own bytes, for the source.
        mark: what tells that the file is still the one that was listed (inode, or object id).
    """

    path: str
    size: int
    kind: EntryKind
    raw: bytes
    mark: tuple[int, int] | bytes = b""


class UnreadableError(SourceError):
    """One entry cannot be read; the collector turns this into a problem of the release."""

    def __init__(self, path: str, kind: str, message: str) -> None:
        """Keep which path it is and a short word for what is wrong."""
        super().__init__(f"{path}: {message}")
        self.path = path
        self.kind = kind
        self.reason = message

    def problem(self) -> Problem:
        """Return it as a fact about the release."""
        return Problem(Location(self.path), self.kind, self.reason)


class Source(ABC):
    """A place that an artefact is read from; nothing in it is ever executed.

    Attributes:
        kind: ``folder``, ``archive``, ``git`` or ``hub-cache``.
        root: the place as the user gave it.
        name: the artefact's own name.
        revision: full commit id, where there is one.
        problems: what could not be read while listing.
        excludes: what is left out, and what was.
        nested: folders below the root that are repositories of their own.
        asked: the revision in the words of the user, which may be a tag.
    """

    kind: str
    root: str
    name: str
    revision: str | None
    excludes: Excludes

    def __init__(self) -> None:
        """Begin without problems."""
        self.problems: list[Problem] = []
        self.nested: list[str] = []
        self.asked: str | None = None

    @abstractmethod
    def entries(self) -> Iterator[FileEntry]:
        """Yield every file that is not excluded, in the byte order of the full paths."""

    @abstractmethod
    def find(self, path: str) -> FileEntry | None:
        """Return the file at a relative path, or ``None``; also sees what is excluded."""

    @abstractmethod
    def exists(self, path: str) -> bool:
        """Tell whether a file or folder stands at a relative path inside the root."""

    @abstractmethod
    def read(self, entry: FileEntry, length: int, offset: int = 0) -> bytes:
        """Return at most ``length`` bytes of one entry.

        Raises:
            UnreadableError: it vanished, changed its nature, or may not be read.
        """

    def close(self) -> None:  # noqa: B027 - most sources hold nothing open
        """Let go of processes and descriptors."""

    def __enter__(self) -> Self:
        """Return the source itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
