"""What a reworded clause says in other words: the words that only one side has, where both texts are at hand."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_CHANGES = 4
_MOST_WORDS = 12
_LONGEST = 1_500  # words of a clause; the matcher's time grows with the square
_MARKS = ".,;:()*_\"'\u201c\u201d\u2018\u2019"
UNSHOWN = "the wording differs; it is not shown, as this installation does not hold both texts"


def rewording(a: str | None, b: str | None) -> str:
    """Return in one line which words differ, or that they are not shown."""
    if not a or not b:
        return UNSHOWN
    ours, theirs = a.split(), b.split()
    if max(len(ours), len(theirs)) > _LONGEST:
        return "the wording differs; the clauses are too long to show the words"
    changes = list(_changes(ours, theirs))
    if not changes:
        return "the wording differs in what surrounds the quoted words"
    more = f"; {len(changes) - _MOST_CHANGES} more" if len(changes) > _MOST_CHANGES else ""
    return f"other words: {'; '.join(changes[:_MOST_CHANGES])}{more}"


def _changes(ours: list[str], theirs: list[str]) -> Iterator[str]:
    plain = [[word.casefold().strip(_MARKS) for word in words] for words in (ours, theirs)]
    for tag, first, end, start, last in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        before, after = _shown(ours[first:end]), _shown(theirs[start:last])
        if tag == "replace":
            yield f"{before} in A, {after} in B"
        elif tag != "equal":
            yield f"{before} only in A" if before else f"{after} only in B"


def _shown(words: list[str]) -> str:
    if not words:
        return ""
    cut = " \u2026" if len(words) > _MOST_WORDS else ""
    return f"\u201c{' '.join(words[:_MOST_WORDS]).strip(_MARKS)}{cut}\u201d"
