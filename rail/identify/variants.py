"""The word streams under which one text is found at once: whole, without copyright lines, without optional passages."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from rail.identify.index import DIGEST
from rail.identify.normalise import WordStream, is_label, lines_of, stream, tokens, without_copyright

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.identify.normalise import Mark

Span = tuple[int, int]
_MAX_OPTIONAL = 4


class Form(NamedTuple):
    """One word stream of a text: how many words are left out of it, and its possible labels, packed."""

    left_out: int
    marks: str


def forms_of(prepared: str, whole: WordStream, optional: list[Span]) -> dict[bytes, Form]:
    """Return the forms of a text by the hash of their words.

    Args:
        prepared: the text, prepared.
        whole: all its words and marks.
        optional: passages that may be absent.
    """
    found: dict[bytes, Form] = {}
    known = [(mark.place, mark.value, is_label(prepared, mark)) for mark in whole.marks]
    for left_out in _choices(optional, len(whole.words)):
        found.setdefault(digest(_cut(whole.words, left_out)), _form(known, left_out))
    shortened = without_copyright(prepared)
    short = stream(tokens(shortened))
    if len(short.words) < len(whole.words):
        missing = len(whole.words) - len(short.words)
        found.setdefault(digest(short.words), Form(missing, pack_marks(shortened, short.marks)))
        ranges = _dropped(prepared)
        for left_out in _choices(optional, len(whole.words)):
            merged = merge([*left_out, *ranges])
            found.setdefault(digest(_cut(whole.words, merged)), _form(known, merged))
    return found


def digest(words: list[str]) -> bytes:
    """Return the first bytes of the SHA-256 of a word stream."""
    return sha256(" ".join(words).encode("utf-8", "replace")).digest()[:DIGEST]


def pack_marks(prepared: str, marks: Iterable[Mark]) -> str:
    """Return marks as one line; ``f`` is a fixed number of a sentence, ``l`` a label."""
    return " ".join(f"{mark.place}:{'l' if is_label(prepared, mark) else 'f'}:{mark.value}" for mark in marks)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the spans sorted, those that touch as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _form(marks: list[tuple[int, str, bool]], left_out: list[Span]) -> Form:
    """Return the form that lacks some ranges of words."""
    kept = []
    for place, value, label in marks:
        if any(start < place < end for start, end in left_out):
            continue
        gone = sum(min(end, place) - start for start, end in left_out if start < place)
        # On the border of what was left out, nobody can tell to which side the number belongs.
        borders = any(place in span for span in left_out)
        kept.append(f"{place - gone}:{'l' if label or borders else 'f'}:{value}")
    return Form(sum(end - start for start, end in left_out), " ".join(kept))


def _choices(optional: list[Span], size: int) -> Iterator[list[Span]]:
    yield []
    spans = optional[:_MAX_OPTIONAL]
    for choice in range(1, 1 << len(spans)):
        left_out = merge(span for bit, span in enumerate(spans) if choice >> bit & 1)
        if sum(end - start for start, end in left_out) * 2 < size:
            yield left_out


def _cut(words: list[str], left_out: list[Span]) -> list[str]:
    kept = []
    last = 0
    for start, end in left_out:
        kept += words[last:start]
        last = end
    return kept + words[last:]


def _dropped(prepared: str) -> list[Span]:
    """Return the word ranges of the copyright lines: the lines that the shorter stream does not have."""
    before, after = prepared.split("\n"), without_copyright(prepared).split("\n")
    gone = {number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new}
    return merge((index, index + 1) for index, line in enumerate(lines_of(prepared)) if line in gone)
