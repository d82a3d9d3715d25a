"""A numbered text as one HTML file: no script, nothing loaded, headings and an anchor for each clause (WCAG 2.2)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.attach.compose.rendered import Notice
    from rail.model.numbered import Block, NumberedText

_STYLE = (
    "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.55 Georgia,serif;color:#1a1a1a;"
    "background:#fff}h1,h2{line-height:1.25}.item{margin-left:2rem}"
    ".notice{border:1px solid #555;padding:.5rem 1rem;font-size:.95rem}.notice p{overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_html(numbered: NumberedText, notice: Notice) -> str:
    """Return the page; the text is what stands in ``main``."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(numbered.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(numbered.title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        '<aside class="notice" aria-label="About this rendering">',
        *(f"<p>{escape(line)}</p>" for line in notice.lines),
        "</aside>",
        "<main>",
        *(_paragraph(block) for block in numbered.blocks),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _paragraph(block: Block) -> str:
    if block.kind in {"title", "heading"}:
        tag = "h1" if block.kind == "title" else "h2"
        return f"<{tag}>{' '.join(part for part in (block.number, escape(block.text)) if part)}</{tag}>"
    parts = [escape(block.number), f"<strong>{escape(block.lead)}</strong>" if block.lead else "", escape(block.text)]
    anchor = f' id="{escape(block.id)}"' if block.id else ""
    return f'<p class="{block.kind}"{anchor}>{" ".join(part for part in parts if part)}</p>'
