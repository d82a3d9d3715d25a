"""The first look: is this, word for word, a known text, alone in its file?"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from rail.identify.limiting import holds_limit
from rail.identify.normalise import is_label, stream, tokens, without_copyright

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.identify.index import Index
    from rail.identify.normalise import Mark
    from rail.identify.reference import KnownMark

_MAX_TITLE_LINES = 3
_MAX_TITLE_WORDS = 16


class Match(NamedTuple):
    """A text found by its hash: its number and the first line of the input that belongs to it."""

    number: int
    line: int


def exact_match(prepared: str, index: Index) -> Match | None:
    """Return the known text that a prepared text is, a title above it aside."""
    match = _look_up(prepared, index)
    if match is not None:
        return Match(match, 1)
    rest = prepared
    line = 1
    for _ in range(_MAX_TITLE_LINES):
        first, rest, skipped = _split_line(rest)
        if not rest or not _is_title(first):
            return None
        line += skipped
        match = _look_up(rest, index)
        if match is not None:
            return Match(match, line)
    return None


def marks_agree(prepared: str, marks: Iterable[Mark], known: Iterable[KnownMark]) -> bool:
    """Tell whether numbers that may be labels allow two equal word streams to be the same text.

    Labels come and go with the form. A number of a sentence must stand where the known text has it, and one that
    stands inside a sentence must have a counterpart there.
    """
    here: dict[int, list[Mark]] = {}
    for mark in marks:
        here.setdefault(mark.place, []).append(mark)
    there: dict[int, list[KnownMark]] = {}
    for item in known:
        there.setdefault(item.place, []).append(item)
    for place, items in there.items():
        values = [mark.value for mark in here.get(place, ())]
        if any(item.fixed and item.value not in values for item in items):
            return False
    return all(place in there or is_label(prepared, mark) for place, found in here.items() for mark in found)


def _look_up(prepared: str, index: Index) -> int | None:
    prepared = without_copyright(prepared)
    words, marks = stream(tokens(prepared))
    if not words:
        return None
    digest = sha256(" ".join(words).encode("utf-8", "replace")).digest()
    agreeing = [variant for variant in index.exact(digest) if marks_agree(prepared, marks, variant.marks)]
    if not agreeing:
        return None
    return min(agreeing, key=lambda variant: (variant.left_out, variant.text)).text


def _split_line(text: str) -> tuple[str, str, int]:
    """Return the first line that is not empty, what follows, and how many lines lie before that."""
    skipped = 0
    while text:
        first, _, text = text.partition("\n")
        skipped += 1
        if any(char.isalnum() for char in first):
            return first, text, skipped
    return "", "", skipped


def _is_title(line: str) -> bool:
    words = tokens(line)
    return len(words) <= _MAX_TITLE_WORDS and not holds_limit(words)
