"""The plain text of a numbered text: the licence itself, whose bytes are attached and signed."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.model.numbered import Block, NumberedText

_WIDTH = 79
_INDENT = {"item": "    "}
_HANG = {"clause": "    ", "item": "        "}


@dataclass(frozen=True, slots=True)
class PlainText:
    """The canonical text.

    Attributes:
        text: all of it, with a line feed at its end.
        spans: place of each block that has an id, in characters.
    """

    text: str
    spans: dict[str, tuple[int, int]]


def render_text(numbered: NumberedText) -> PlainText:
    """Return the plain text, and where each clause stands in it."""
    paragraphs: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    place = 0
    for block in numbered.blocks:
        lines = _paragraph(block)
        if block.id:
            start = place + len(lines) - len(lines.lstrip())
            spans[block.id] = start, place + len(lines)
        paragraphs.append(lines)
        place += len(lines) + 2
    return PlainText("\n\n".join(paragraphs) + "\n", spans)


def _paragraph(block: Block) -> str:
    return "\n".join(
        wrap(
            block.words,
            _WIDTH,
            initial_indent=_INDENT.get(block.kind, ""),
            subsequent_indent=_HANG.get(block.kind, ""),
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
