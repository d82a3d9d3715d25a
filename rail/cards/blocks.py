"""The blocks of a Markdown body with their lines: headings, text, HTML, code (CommonMark 0.31, by markdown-it-py).

Only the block structure is parsed; what stands inside a line is read by ``rail.cards.inline``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rail.cards.lines import with_line_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_CHARS = 1_000_000
MAX_LINES = 20_000
_LONGEST_TITLE = 1000
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_SPREAD_TAG = re.compile(r"<[a-zA-Z/][^<>\n]{0,1000}(?:\n[^<>\n]{0,1000}){1,20}>")
_COMMENT = re.compile(r"<!--(?:(?!-->)[^\0])*(?:-->|\Z)")


class Block(NamedTuple):
    """One block of a body.

    Attributes:
        kind: ``heading``, ``text``, ``html`` or ``code``.
        text: its lines as they stand, without the marks of headings, quotes and lists around them.
        line: 1-based line in the file on which it begins.
        level: of a heading 1..6; of other blocks how deep in lists they stand.
    """

    kind: str
    text: str
    line: int
    level: int


def parsed_part(body: str) -> str:
    """Return the beginning of a body that is parsed, its lines ended by LF: ``MAX_CHARS``, ``MAX_LINES`` at most."""
    text = with_line_feeds(body[:MAX_CHARS])
    if text.count("\n") <= MAX_LINES:
        return text
    return "\n".join(text.split("\n", MAX_LINES)[:MAX_LINES])


def read_blocks(body: str, first_line: int = 1) -> tuple[Block, ...]:
    """Return the blocks of a Markdown body in order; only its ``parsed_part``.

    Args:
        body: the text below the front matter.
        first_line: the number of its first line in the file.
    """
    blocks = list(_markdown_blocks(parsed_part(body), first_line))
    headings = [heading for block in blocks if block.kind in {"html", "text"} for heading in _html_headings(block)]
    return tuple(sorted(blocks + headings, key=lambda block: block.line)) if headings else tuple(blocks)


def _markdown_blocks(body: str, first_line: int) -> Iterator[Block]:
    depth = 0
    level = 0
    for token in _parser().parse(body):
        match token.type:
            case "list_item_open":
                depth += 1
            case "list_item_close":
                depth -= 1
            case "heading_open":
                level = int(token.tag[1])
            case "inline":
                kind = "heading" if level else "text"
                yield Block(kind, _prepared(token.content), _line(token, first_line), level or depth)
                level = 0
            case "html_block":
                yield Block("html", _prepared(token.content), _line(token, first_line), depth)
            case "fence" | "code_block":
                yield Block("code", token.content, _line(token, first_line), depth)


@cache
def _parser() -> MarkdownIt:
    """Return the parser of blocks; it keeps nothing between two texts, and takes longer to make than a text to read."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    parser.disable(["inline", "text_join", "reference"], ignoreInvalid=True)
    return parser


def _line(token: Token, first_line: int) -> int:
    return first_line + (token.map[0] if token.map else 0)


def _prepared(text: str) -> str:
    if "<!--" in text:
        text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    return _SPREAD_TAG.sub(_on_one_line, text) if "<" in text else text


def _on_one_line(match: re.Match[str]) -> str:
    """Return a tag on one line; the lines that it spread over follow it empty, so that all others keep their number."""
    return match[0].replace("\n", " ") + "\n" * match[0].count("\n")


def _html_headings(block: Block) -> Iterator[Block]:
    if "<h" in block.text or "<H" in block.text:
        low = block.text.lower()
        for match in _HTML_HEADING.finditer(low):
            end = low.find(f"</h{match[1]}", match.end(), match.end() + _LONGEST_TITLE)
            title = block.text[match.end() : end]
            if end >= 0:
                begin = match.end() + len(title) - len(title.lstrip())
                yield Block("heading", title.strip(), block.line + low.count("\n", 0, begin), int(match[1]))
