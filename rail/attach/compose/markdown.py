"""A numbered text as Markdown (CommonMark 0.31): every character that could be markup is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.attach.compose.rendered import Notice
    from rail.model.numbered import Block, NumberedText

_MARKUP = re.compile(r"([\\`*_\[\]<>#&~|!{}$^=@])")
_OPENING = re.compile(r"^(\d{1,9})([.)])|^([-+])(?=\s|$)")


def render_markdown(numbered: NumberedText, notice: Notice) -> str:
    """Return the Markdown; the text begins behind the line ``---``."""
    head = "\n>\n".join(f"> {escape(line)}" for line in notice.lines)
    return "\n\n".join([head, "---", *(_paragraph(block) for block in numbered.blocks)]) + "\n"


def escape(text: str) -> str:
    """Return a text so that it stands in a paragraph of Markdown as it is."""
    escaped = _MARKUP.sub(r"\\\1", text)
    # An address would become a link of its own in GitHub's dialect.
    escaped = escaped.replace("://", ":\\//").replace("www.", "www\\.")
    return _OPENING.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", escaped)


def _paragraph(block: Block) -> str:
    if block.kind == "title":
        return f"# {escape(block.text)}"
    if block.kind == "heading":
        return f"## {' '.join(part for part in (block.number, escape(block.text)) if part)}"
    parts = [f"**{block.number}**" if block.number and block.kind != "item" else block.number]
    parts += [f"**{escape(block.lead)}**" if block.lead else "", escape(block.text)]
    return " ".join(part for part in parts if part)
