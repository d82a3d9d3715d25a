"""The outline of a card: what stands under a heading and the headings below it, and what a reader sees of it.

A section of the model ends at the next heading of any level; a heading of the outline reaches to the next one of its
own level or above, as a reader takes it (CommonMark 0.31 knows headings only, no sections).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.model.card import Card, Section

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
COMMENT = re.compile(r"<!--(?:(?!-->)[\s\S])*+(?:-->|\Z)")
_MARKS = re.compile(r"[\s*_>#|:.-]+")


class Heading(NamedTuple):
    """A heading with what stands under it.

    Attributes:
        section: the heading's own section.
        above: the headings that it stands under, outermost first.
        below: the sections of the headings below it, in order.
    """

    section: Section
    above: tuple[Section, ...]
    below: tuple[Section, ...]


class Part(NamedTuple):
    """A piece of a card's text: the 1-based line on which it begins, and the text as it stands."""

    line: int
    text: str


def read_outline(sections: Sequence[Section]) -> Iterator[Heading]:
    """Yield every heading of a card with its place in the outline, in order."""
    above: list[Section] = []
    for index, section in enumerate(sections):
        while above and above[-1].level >= section.level:
            above.pop()
        end = index + 1
        while end < len(sections) and sections[end].level > section.level:
            end += 1
        yield Heading(section, tuple(above), tuple(sections[index + 1 : end]))
        above.append(section)


def part_of(section: Section) -> Part:
    """Return the body of a section with its first line; the underline of a heading belongs to the heading."""
    return Part(section.end_line - section.body.count("\n"), section.body)


def parts_of(card: Card) -> Iterator[Part]:
    """Yield all the text of a card's body but its headings, in order."""
    if card.preamble:
        yield Part(card.body_line, card.preamble)
    for section in card.sections:
        if section.body:
            yield part_of(section)


class CardText(NamedTuple):
    """All the text of a card's body but its headings, line by line as in the file.

    Attributes:
        first_line: the line of the file on which it begins.
        raw: as it stands.
        seen: without comments and fenced code.
    """

    first_line: int
    raw: str
    seen: str

    def raw_line(self, index: int) -> int:
        """Return the line of the file that holds a character of ``raw``."""
        return self.first_line + self.raw.count("\n", 0, index)

    def seen_line(self, index: int) -> int:
        """Return the line of the file that holds a character of ``seen``."""
        return self.first_line + self.seen.count("\n", 0, index)


def text_of(card: Card) -> CardText:
    """Return the text of a card; for the card that was asked for last it is kept."""
    return _joined(card.body_line, card.preamble, card.sections)


@lru_cache(maxsize=8)
def _joined(first: int, preamble: str, sections: tuple[Section, ...]) -> CardText:
    raw: list[str] = []
    seen: list[str] = []
    line = first
    for part in (Part(first, preamble), *(part_of(section) for section in sections if section.body)):
        gap = "\n" * (part.line - line)  # nothing for a heading that shares its line with the text before
        raw += (gap, part.text)
        seen += (gap, seen_text(part.text))
        line = max(line, part.line) + part.text.count("\n")
    return CardText(first, "".join(raw), "".join(seen))


@lru_cache(maxsize=512)
def seen_text(text: str) -> str:
    """Return the text without comments and fenced code; the lines that they leave are empty, so that numbers stay."""
    if "<!--" in text:
        text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    return _without_code(text) if "```" in text or "~~~" in text else text


def is_blank(text: str) -> bool:
    """Tell whether a reader sees nothing in a text but marks."""
    return not _MARKS.sub("", seen_text(text))


def seen_length(card: Card, enough: int) -> int:
    """Return how many characters a reader sees below the headings, white space counted once; at most ``enough``."""
    count = 0
    for part in parts_of(card):
        count += len(" ".join(COMMENT.sub("", part.text[: 8 * enough]).split()))
        if count >= enough:
            return enough
    return count


def _without_code(text: str) -> str:
    lines = text.split("\n")
    fence = ""
    for index, line in enumerate(lines):
        match = _FENCE.match(line)
        if not fence:
            if match is not None:
                fence = match[1]
                lines[index] = ""
            continue
        lines[index] = ""
        if match is not None and match[1].startswith(fence) and not line[match.end() :].strip():
            fence = ""
    return "\n".join(lines)
