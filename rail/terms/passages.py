"""Two texts compared as words, in order: what they share and what only one of them has; no claim about terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.identify.align import equal_blocks
from rail.identify.normalise import lines_of, prepare, stream, tokens
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.identify.align import Block

MOST_WORDS = 12_000  # an alignment takes a bit for each pair of words
SHOWN_WORDS = 60
_SHORTEST = 4  # fewer equal words in a row are chance
_MOST_PASSAGES = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a row: their number, the first of them, and the 1-based lines where they stand in each text.

    Attributes:
        kind: ``common``, ``only-a`` or ``only-b``.
    """

    kind: str
    size: int
    words: str
    a: tuple[int, int] | None
    b: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class WordComparison:
    """How two texts compare as words.

    Attributes:
        words: how many words each has.
        compared: how many of them were compared, from the first on.
        common: how many words in order they share, in runs of some length.
        passages: in the order of the texts.
        cut: a text was longer than is compared, or had more passages than are listed.
    """

    words: tuple[int, int]
    compared: tuple[int, int]
    common: int
    passages: tuple[Passage, ...]
    cut: bool

    @property
    def similarity(self) -> float:
        """Share of the compared words of both that they have in common."""
        return round(2 * self.common / max(1, sum(self.compared)), 4)


class _Text(NamedTuple):
    words: list[str]
    lines: list[int]


def compare_words(a: str, b: str) -> WordComparison:
    """Return what two texts have in common, word for word, form aside."""
    ours, theirs = _text(a), _text(b)
    codes: dict[str, int] = {}
    numbered = [[codes.setdefault(word, len(codes)) for word in text.words[:MOST_WORDS]] for text in (ours, theirs)]
    blocks = [block for block in equal_blocks(numbered[0], numbered[1], 1) if block.size >= _SHORTEST]
    passages = tuple(_passages(blocks, ours, theirs))
    sizes = (len(numbered[0]), len(numbered[1]))
    lengths = (len(ours.words), len(theirs.words))
    cut = max(lengths) > MOST_WORDS or len(passages) > _MOST_PASSAGES
    return WordComparison(lengths, sizes, sum(block.size for block in blocks), passages[:_MOST_PASSAGES], cut)


def _text(text: str) -> _Text:
    prepared = prepare(text)
    return _Text(stream(tokens(prepared)).words, lines_of(prepared))


def _passages(blocks: Sequence[Block], ours: _Text, theirs: _Text) -> list[Passage]:
    found: list[Passage] = []
    at_a = at_b = 0
    ends = (min(len(ours.words), MOST_WORDS), min(len(theirs.words), MOST_WORDS), 0)
    for known, here, size in [*blocks, ends]:
        if known > at_a:
            found.append(_passage("only-a", ours.words[at_a:known], _lines(ours, at_a, known), None))
        if here > at_b:
            found.append(_passage("only-b", theirs.words[at_b:here], None, _lines(theirs, at_b, here)))
        if size:
            lines = (_lines(ours, known, known + size), _lines(theirs, here, here + size))
            found.append(_passage("common", ours.words[known : known + size], *lines))
        at_a, at_b = known + size, here + size
    return found


def _passage(kind: str, words: list[str], a: tuple[int, int] | None, b: tuple[int, int] | None) -> Passage:
    shown = " ".join(words[:SHOWN_WORDS]) + (" \u2026" if len(words) > SHOWN_WORDS else "")
    return Passage(kind, len(words), shown, a, b)


def _lines(text: _Text, start: int, end: int) -> tuple[int, int]:
    return text.lines[start], text.lines[end - 1]
