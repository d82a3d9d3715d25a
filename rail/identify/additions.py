"""Passages that a steward prints behind a text and that belong to it, such as an appendix; known by their hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.identify.digest import words_digest

if TYPE_CHECKING:
    from rail.identify.judge import Comparison, Input


def end_with_additions(item: Comparison, here: Input) -> int:
    """Return one past the last word of the input that belongs to a text, or to a passage that may follow it."""
    for count, digest in item.reference.additions:
        words, end = _words_from(item.end, count, here)
        if len(words) == count and words_digest(words).hex() == digest:
            return end
    return item.end


def _words_from(place: int, count: int, here: Input) -> tuple[list[str], int]:
    """Return so many words and numbers from a place on, and where they end."""
    words: list[str] = []
    while len(words) < count and place < len(here.words):
        for mark in here.marks.get(place, ()):
            words += mark.value.split(".")
        if len(words) < count:
            words.append(here.words[place])
            place += 1
    return words, place
