"""A comparison as Markdown (CommonMark with tables); text of others is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.reports.comparison.content import RELATIONS, VERBS, ComparedWords, headline, sections
from rail.reports.comparison.notes import notes
from rail.reports.comparison.words import HEADS, lines, words_lines
from rail.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.reports.comparison.content import Cell, ComparedTerms, Row

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def comparison_markdown(compared: ComparedTerms | ComparedWords) -> str:
    """Return the comparison as a Markdown document."""
    parts = [
        f"# {_safe(compared.a.title)} and {_safe(compared.b.title)}",
        f"* A: {_safe(compared.a.title)}\n* B: {_safe(compared.b.title)}",
    ]
    parts += _words(compared) if isinstance(compared, ComparedWords) else _terms(compared)
    parts += ["## What this rests on", "\n".join(f"* {_safe(note)}" for note in notes(compared))]
    parts += [f"Knowledge of {compared.knowledge_date}."]
    return "\n\n".join(parts) + "\n"


def _terms(compared: ComparedTerms) -> Iterator[str]:
    yield f"**{headline(compared)}** {RELATIONS[compared.found.relation]}"
    for _, title, different, alike in sections(compared):
        yield f"## {title}"
        if alike:
            yield f"{alike[0].upper()}{alike[1:]}."
        if different:
            head = "| Change | About | A | B | Details |\n|---|---|---|---|---|\n"
            yield head + "\n".join(_row(row) for row in different)


def _row(row: Row) -> str:
    by_side = {cell.side: _cell(cell) for cell in row.cells}
    cells = [VERBS[row.change], f"**{_safe(row.label)}**", by_side.get("A", ""), by_side.get("B", "")]
    return f"| {' | '.join(cells)} | {'; '.join(map(_safe, row.told))} |"


def _cell(cell: Cell) -> str:
    parts = [_safe(cell.summary)] if cell.summary else []
    parts += [f"({_safe(', '.join(cell.labels))})"] if cell.labels else []
    parts += ["*This clause was altered in the file.*"] if cell.uncertain else []
    parts += [f"<br>\u201c{_safe(cell.quote)}\u201d"] if cell.quote else []
    return " ".join(parts)


def _words(compared: ComparedWords) -> Iterator[str]:
    found = compared.found
    told, rest = words_lines(found)
    yield f"**{told}** {rest}"
    head = "| Where | Lines | Words | Text |\n|---|---|---:|---|\n"
    yield head + "\n".join(
        f"| {HEADS[one.kind]} | {lines(one)} | {one.size} | {_safe(one.words)} |" for one in found.passages
    )


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split())))
