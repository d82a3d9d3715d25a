"""The sentences of a card's body, each with its line and the headings that it stands under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rail.cards.inline import read_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.cards.blocks import Block

MAX_SENTENCE = 4000
ORIGINAL_CARD = re.compile(r"\boriginal\b.{0,40}\bcard\b", re.IGNORECASE)
_CJK_END = "\u3002\uff01\uff1f\uff1b"  # full stop, exclamation mark, question mark, semicolon
_END = re.compile(
    r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9\u2018\u201c])"
    rf"|(?<=[{_CJK_END}])|[\u2028\u2022]|[ ]{(2,)}\n|\\\n|\n\s*(?=[-+]\s|\||(?:This|Our|We|You|Please|Users|All)\b)"
)
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|etc|cf|v|ver|no|inc|fig|et al|approx|dr|mr|st|u\.s)\.$", re.IGNORECASE)


class Sentence(NamedTuple):
    """One sentence, without marks.

    Attributes:
        text: its words; line breaks are kept.
        line: 1-based line in the file on which it begins.
        headings: the headings above it, outermost first.
        depth: how deep in lists it stands.
        is_heading: it is a heading itself.
        is_first: it begins its block.
    """

    text: str
    line: int
    headings: tuple[str, ...]
    depth: int
    is_heading: bool
    is_first: bool

    def line_at(self, index: int) -> int:
        """Return the line of the character at this index of the text."""
        return self.line + self.text.count("\n", 0, index)


def iter_sentences(blocks: Iterable[Block]) -> Iterator[Sentence]:
    """Yield the sentences of all blocks but code, in order."""
    above: list[tuple[int, str]] = []
    headings: tuple[str, ...] = ()
    for block in blocks:
        if block.kind == "code":
            continue
        text = "\n".join(read_line(line) for line in block.text.split("\n"))
        if block.kind == "heading":
            above = [heading for heading in above if heading[0] < block.level]
            headings = tuple(title for _, title in above)
            title = " ".join(text.split())
            above.append((0 if ORIGINAL_CARD.search(title) else block.level, title))  # level 0 is never left
            yield Sentence(text, block.line, headings, 0, is_heading=True, is_first=True)
            headings = (*headings, title)
            continue
        for start, end in _spans(text):
            line = block.line + text.count("\n", 0, start)
            yield Sentence(text[start:end], line, headings, block.level, is_heading=False, is_first=start == 0)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.start() > start and not _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
            yield from _trimmed(text, start, match.start())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        yield start, min(end, start + MAX_SENTENCE)
