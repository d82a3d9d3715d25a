"""The sections of a card: every heading with the lines below it, up to the next heading of any level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.inline import read_line
from rail.cards.lines import split_lines
from rail.model.card import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.cards.blocks import Block

MAX_SECTIONS = 5000


def read_sections(body: str, blocks: Sequence[Block], first_line: int = 1) -> tuple[Section, ...]:
    """Return the sections of a body in order, at most ``MAX_SECTIONS``.

    Args:
        body: the text below the front matter.
        blocks: its blocks.
        first_line: the number of its first line in the file.
    """
    lines = split_lines(body)
    headings = [block for block in blocks if block.kind == "heading"][:MAX_SECTIONS]
    ends = [heading.line - 1 for heading in headings[1:]] + [first_line + len(lines) - 1]
    return tuple(_section(heading, end, lines, first_line) for heading, end in zip(headings, ends, strict=False))


def _section(heading: Block, end: int, lines: Sequence[str], first_line: int) -> Section:
    end = max(end, heading.line)
    title = " ".join(read_line(line).strip() for line in heading.text.split("\n")).strip()
    below = lines[heading.line - first_line + 1 : end - first_line + 1]
    if below and below[0].strip() and set(below[0].strip()) in ({"="}, {"-"}):
        below = below[1:]  # the underline of a setext heading
    return Section(title, heading.level, heading.line, end, "\n".join(below))
