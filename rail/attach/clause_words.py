"""The words of a clause in an attached text: by its place, or found again by its words in a copy set otherwise."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.attach.text_sources import LicenseText
    from rail.identify.index import Index
    from rail.identify.reference import Reference
    from rail.knowledge.store import Knowledge
    from rail.model.license import Clause, License


class _Laid(NamedTuple):
    """A text by its words: its lines, the line of every word, and its words as the reference counts them."""

    lines: list[str]
    line_of: list[int]
    words: list[str]


def clause_words(text: LicenseText, record: License, clause: Clause, knowledge: Knowledge) -> str | None:
    """Return the words of a clause as they stand in an attached text, or ``None`` where it cannot be told.

    Args:
        text: the text.
        record: its licence.
        clause: one of the record's clauses.
        knowledge: the records, with those of the project's own.
    """
    if text.characters is not None:
        return text.characters[slice(*clause.span)].strip()
    from rail.identify.own import index_of

    index = index_of(record.id, knowledge.own)
    number = index.find(record.id)
    if number is None:
        return None
    reference = index.reference(number)
    border = next((one for one in reference.clauses if one.id == clause.id), None)
    if border is None:
        return None
    laid = _laid(text.data)
    place = _place(reference, index, laid.words, border.start, border.end)
    return None if place is None else _cut(laid, place, place + border.end - border.start)


@lru_cache(maxsize=4)
def _laid(data: bytes) -> _Laid:
    from rail.identify.normalise import decode, lines_of, prepare, stream, tokens

    plain = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    prepared = prepare(plain)
    return _Laid(plain.split("\n"), lines_of(prepared), stream(tokens(prepared)).words)


def _place(reference: Reference, index: Index, words: list[str], start: int, end: int) -> int | None:
    """Return the word at which a passage of the known text begins here, the nearest to where it is expected."""
    from rail.identify.windows import SIZE

    if reference.width == 1:
        here: str | list[int] = index.encode(words)
        wanted = reference.units[start:end]
    else:
        here = _windows(tuple(words))
        wanted = reference.units[start : start + max(1, end - start - SIZE + 1)]
    if not wanted:
        return None
    size = len(wanted)
    found = [place for place in range(len(here) - size + 1) if here[place] == wanted[0]]
    fits = [place for place in found if here[place : place + size] == wanted]
    return min(fits, key=lambda place: (abs(place - start), place), default=None)


@lru_cache(maxsize=4)
def _windows(words: tuple[str, ...]) -> list[int]:
    from rail.identify.windows import all_windows

    return all_windows(list(words))


def _cut(laid: _Laid, start: int, end: int) -> str | None:
    """Return the characters of a range of words; whole lines where it begins and ends with one."""
    if not 0 <= start < end <= len(laid.words) or len(laid.line_of) != len(laid.words):
        return None
    first, last = laid.line_of[start] - 1, laid.line_of[end - 1] - 1
    if last >= len(laid.lines):
        return None
    before = start - bisect_left(laid.line_of, first + 1)
    inside = end - bisect_left(laid.line_of, last + 1)
    behind = bisect_left(laid.line_of, last + 2)
    ends = len(laid.lines[last]) if behind == end else _character(laid.lines[last], inside)
    starts = _character(laid.lines[first], before) if before else 0
    lines = laid.lines[first : last + 1]
    lines[-1] = lines[-1][:ends]
    lines[0] = lines[0][starts:]
    found = "\n".join(lines).strip()
    return found if _same(found, laid.words[start:end]) else None


def _character(line: str, words: int) -> int:
    """Return where so many words of a line have ended, and with them the mark and the blanks that follow."""
    from rail.identify.normalise import normalise

    low, high = 0, len(line)
    while low < high:  # the longest beginning that has no more words than these
        middle = (low + high + 1) // 2
        if len(normalise(line[:middle]).words) <= words:
            low = middle
        else:
            high = middle - 1
    cut = line[:low].rstrip()
    return len(cut) if low < len(line) else low


def _same(found: str, words: Sequence[str]) -> bool:
    from rail.identify.normalise import normalise

    return normalise(found).words == list(words)
