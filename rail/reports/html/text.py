"""Pieces of HTML in which nothing of others is markup: every text is made visible and escaped before it enters."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from rail.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINK = re.compile(r"https://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/%?=&+,;@:-]*)?(?:#[A-Za-z0-9._~/-]*)?")


def safe(text: str) -> str:
    """Return text on one line, escaped; it can be neither an element nor the end of an attribute."""
    return escape(visible(" ".join(text.split())))


def prose(text: str) -> str:
    """Return a sentence of a finding: what stands between backticks is shown as code, all of it escaped."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # a backtick without its second one
        return foreign(text)
    told = "".join(
        f"<code>{_kept(part)}</code>" if number % 2 and part else _kept(part) for number, part in enumerate(parts)
    )
    return f"<bdi>{told}</bdi>"


def foreign(text: str) -> str:
    """Return text of others: isolated, so that letters written from right to left move nothing around it."""
    return f"<bdi>{safe(text)}</bdi>"


def code(text: str) -> str:
    """Return a name or path."""
    return f"<code>{foreign(text)}</code>"


def source(text: str) -> str:
    """Return a source; an address at its beginning is a link, if it holds nothing unusual."""
    found = _LINK.match(text)
    if found is None or (text[found.end() :] and text[found.end()] not in " ,;)"):
        return foreign(text)
    address = escape(found[0])
    return f'<a href="{address}" rel="noreferrer">{address}</a>{safe_tail(text[found.end() :])}'


def safe_tail(text: str) -> str:
    """Return what stands behind a link, with the blank before it."""
    return f" {safe(text)}" if text.startswith(" ") else safe(text)


def listed(items: Iterable[str]) -> str:
    """Return a list; the items are HTML already."""
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{rows}</ul>" if rows else ""


def table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table whose first column heads its rows; the cells are HTML already, the rest is our own text."""
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>' for first, *rest in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _kept(text: str) -> str:
    """Escape a part of a sentence, with the blanks at its borders."""
    return escape(visible(re.sub(r"\s+", " ", text)))
