"""One thing that is wrong with a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where.

    Attributes:
        severity: ``error``, or ``warning`` where a record may stay as it is for now.
        where: the place in the record, such as ``clauses[a-1].span``.
        message: what is there, and what was expected.
    """

    severity: str
    where: str
    message: str


def error(where: str, message: str) -> Problem:
    """Return an error."""
    return Problem("error", where, message)


def warning(where: str, message: str) -> Problem:
    """Return a warning."""
    return Problem("warning", where, message)


@dataclass(frozen=True, slots=True)
class House:
    """What a record is held against.

    Attributes:
        words: kind of the vocabulary -> id -> its parent, or ``None``.
        records: all other records, by id.
        schema: the JSON Schema of a record.
    """

    words: Mapping[str, Mapping[str, str | None]]
    records: Mapping[str, Record]
    schema: Mapping[str, Any]

    def nearest(self, kind: str, word: str) -> str:
        """Return a hint that names the nearest word of a kind, or an empty string."""
        from difflib import get_close_matches

        near: Sequence[str] = get_close_matches(word, self.words.get(kind, {}), n=1, cutoff=0.5)
        return f'; did you mean "{near[0]}"?' if near else ""
