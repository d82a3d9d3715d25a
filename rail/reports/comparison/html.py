"""A comparison as one HTML page: self-contained, no script, readable by screen readers, in print and in the dark.

Everything that is not ours is escaped; a content security policy forbids what the page does not have (CSP level 3).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rail.reports.comparison.content import RELATIONS, VERBS, ComparedWords, headline, sections
from rail.reports.comparison.notes import notes
from rail.reports.comparison.words import HEADS, lines, words_lines
from rail.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.reports.comparison.content import Cell, ComparedTerms, Row

_STYLE = """
:root{color-scheme:light dark;--line:#767676;--soft:#f2f2f2;--mark:#003f8a}
@media(prefers-color-scheme:dark){:root{--line:#8c8c8c;--soft:#2a2a2a;--mark:#9cc4ff}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:75rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
caption{text-align:left;padding:.25rem 0}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead th{background:var(--soft)}
blockquote{margin:.4rem 0 0;padding-left:.6rem;border-left:3px solid var(--line)}
.clause{color:var(--mark)}
.wide{overflow-x:auto}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
:focus-visible{outline:3px solid var(--mark)}
"""


def comparison_html(compared: ComparedTerms | ComparedWords) -> str:
    """Return the comparison as an HTML document."""
    title = f"{compared.a.title} and {compared.b.title}"
    body = _words(compared) if isinstance(compared, ComparedWords) else _terms(compared)
    rest = "".join(f"<li>{_safe(note)}</li>" for note in notes(compared))
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            '<a class="skip" href="#differences">Skip to the differences</a>',
            f"<header>\n<h1>Comparison of {_safe(title)}</h1>",
            f"<dl><dt>A</dt><dd>{_safe(compared.a.title)}</dd><dt>B</dt><dd>{_safe(compared.b.title)}</dd></dl>",
            '</header>\n<main id="differences">',
            *body,
            f"</main>\n<footer>\n<h2>What this rests on</h2>\n<ul>{rest}</ul>",
            f"<p>Knowledge of {_safe(compared.knowledge_date)}.</p>\n</footer>\n</body>\n</html>\n",
        ]
    )


def _terms(compared: ComparedTerms) -> Iterator[str]:
    yield f"<p><strong>{_safe(headline(compared))}</strong> {_safe(RELATIONS[compared.found.relation])}</p>"
    for kind, title, different, alike in sections(compared):
        yield f'<section aria-labelledby="{kind}">\n<h2 id="{kind}">{_safe(title)}</h2>'
        if alike:
            yield f"<p>{_safe(alike[0].upper() + alike[1:])}.</p>"
        if different:
            heads = ("Change", "About", "A", "B", "Details")
            yield from _table(f"Differences: {title.lower()}", heads, [_row(row) for row in different])
        yield "</section>"


def _row(row: Row) -> list[str]:
    by_side = {cell.side: _cell(cell) for cell in row.cells}
    listed = "<br>".join(map(_safe, row.told))
    return [VERBS[row.change], _safe(row.label), by_side.get("A", "\u2013"), by_side.get("B", "\u2013"), listed]


def _cell(cell: Cell) -> str:
    parts = [_safe(cell.summary)] if cell.summary else []
    parts += [f'<span class="clause">({_safe(", ".join(cell.labels))})</span>'] if cell.labels else []
    parts += ["<strong>This clause was altered in the file.</strong>"] if cell.uncertain else []
    parts += [f"<blockquote>{_safe(cell.quote)}</blockquote>"] if cell.quote else []
    return " ".join(parts)


def _words(compared: ComparedWords) -> Iterator[str]:
    found = compared.found
    head, rest = words_lines(found)
    yield f"<p><strong>{_safe(head)}</strong> {_safe(rest)}</p>"
    body = [[HEADS[p.kind], lines(p), str(p.size), _safe(p.words)] for p in found.passages]
    yield from _table("Passages in the order of the texts", ("Where", "Lines", "Words", "Text"), body)


def _table(caption: str, heads: tuple[str, ...], body: list[list[str]]) -> Iterator[str]:
    """Yield a table whose first column heads its rows; the cells are HTML already."""
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{_safe(caption)}">'
    yield f"<table>\n<caption>{_safe(caption)}</caption>"
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f"<thead><tr>{columns}</tr></thead>\n<tbody>"
    for first, *rest in body:
        cells = "".join(f"<td>{cell}</td>" for cell in rest)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody>\n</table>\n</div>"


def _safe(text: str) -> str:
    return escape(visible(" ".join(text.split())))
