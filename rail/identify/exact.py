"""The first look: is this, word for word, a known text, alone in its file?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.identify.digest import words_digest
from rail.identify.limiting import holds_limit
from rail.identify.normalise import is_label, stream, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.identify.index import Index
    from rail.identify.names import KnownMark
    from rail.identify.normalise import Mark

_MAX_TITLE_LINES = 3
_MAX_TITLE_WORDS = 16


def exact_match(prepared: str, found: list[str], index: Index) -> tuple[int, int] | None:
    """Return the number of the text that an input is, and on which line it begins, a title above it aside.

    Args:
        prepared: the input, without copyright lines.
        found: its tokens.
        index: the known texts.
    """
    number = _look_up(prepared, found, index)
    if number is not None:
        return number, 1
    rest = prepared
    line = 1
    for _ in range(_MAX_TITLE_LINES):
        first, rest, skipped = _split_line(rest)
        title = tokens(first)
        if not rest or len(title) > _MAX_TITLE_WORDS or holds_limit(title):
            return None
        line += skipped
        found = found[len(title) :]
        number = _look_up(prepared, found, index)
        if number is not None:
            return number, line
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


def _look_up(prepared: str, found: list[str], index: Index) -> int | None:
    words, marks = stream(found)
    if not words:
        return None
    agreeing = [variant for variant in index.exact(words_digest(words)) if marks_agree(prepared, marks, variant.marks)]
    if not agreeing:
        return None
    return min(agreeing, key=lambda variant: (variant.left_out, variant.text)).text


def _split_line(text: str) -> tuple[str, str, int]:
    """Return the first line that is not empty, what follows, and how many lines lie before that."""
    letter = re.search(r"[^\W_]", text)
    if letter is None:
        return "", "", 0
    first, _, rest = text[letter.start() :].partition("\n")
    begin = text.rfind("\n", 0, letter.start()) + 1
    return text[begin : letter.start()] + first, rest, text.count("\n", 0, letter.start()) + 1
