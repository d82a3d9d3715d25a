"""The known texts as the identification sees them: words or window hashes, free passages, clause borders."""

from __future__ import annotations

from typing import NamedTuple


class Border(NamedTuple):
    """A clause of a known text, its borders counted in words."""

    start: int
    end: int
    label: str
    id: str
    categories: tuple[str, ...]


class Names(NamedTuple):
    """Who a known text is: our id, the ids of others, its title."""

    id: str
    spdx: str | None
    hub: str | None
    licensedb: str | None
    title: str


class KnownMark(NamedTuple):
    """A possible label of a known text; ``fixed`` when it is a number of a sentence, which must not change."""

    place: int
    value: str
    fixed: bool


class Reference(NamedTuple):
    """One known text.

    Attributes:
        size: number of words.
        width: 1 when ``units`` are words, 5 when they are hashes of windows.
        units: the text, for alignment.
        free: passages (in words) whose wording may differ or which may be absent.
        clauses: in the order of the text.
        marks: possible list labels.
    """

    number: int
    names: Names
    size: int
    width: int
    units: str | list[int]
    free: tuple[tuple[int, int], ...]
    clauses: tuple[Border, ...]
    marks: tuple[KnownMark, ...]
