"""The known texts as the identification sees them: words or window hashes, free passages, clause borders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rail.identify.names import KnownMark, Names


class Border(NamedTuple):
    """A clause of a known text, its borders counted in words."""

    start: int
    end: int
    label: str
    id: str
    categories: tuple[str, ...]


class Reference(NamedTuple):
    """One known text.

    Attributes:
        size: number of words.
        width: 1 when ``units`` are words, 5 when they are hashes of windows.
        units: the text, for alignment.
        free: passages (in words) whose wording may differ or which may be absent.
        clauses: in the order of the text.
        marks: possible list labels.
        additions: passages that may follow the text: how many words, and their SHA-256.
    """

    number: int
    names: Names
    size: int
    width: int
    units: str | list[int]
    free: tuple[tuple[int, int], ...]
    clauses: tuple[Border, ...]
    marks: tuple[KnownMark, ...]
    additions: tuple[tuple[int, str], ...] = ()
