"""A comparison for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.comparison.content import RELATIONS, VERBS, ComparedWords, headline, sections
from rail.reports.comparison.notes import notes
from rail.reports.comparison.words import HEADS, lines, words_lines
from rail.reports.page import Page
from rail.terms.comparison import Change

if TYPE_CHECKING:
    from rail.reports.comparison.content import Cell, ComparedTerms, Row

_STYLES = {
    Change.ADDED: "error",
    Change.DROPPED: "good",
    Change.NARROWED: "info",
    Change.WIDENED: "warning",
    Change.CHANGED: "review",
    Change.REWORDED: "quiet",
    Change.UNREAD: "quiet",
}
_QUOTED = 320


def comparison_page(compared: ComparedTerms | ComparedWords, width: int) -> Page:
    """Lay out a comparison."""
    page = Page(width)
    page.labelled("A", (compared.a.title, "title"), indent=0, column=3)
    page.labelled("B", (compared.b.title, "title"), indent=0, column=3)
    page.blank()
    if isinstance(compared, ComparedWords):
        _words(page, compared)
    else:
        _terms(page, compared)
    page.blank()
    for note in notes(compared):
        page.add((note, "quiet"))
    page.add((f"Knowledge of {compared.knowledge_date}.", "quiet"))
    return page


def _terms(page: Page, compared: ComparedTerms) -> None:
    page.add((headline(compared), "head"), (f" {RELATIONS[compared.found.relation]}", ""))
    quoted: set[tuple[str, str]] = set()
    for _, title, different, alike in sections(compared):
        page.blank()
        page.add((title, "head"), (f" ({alike})" if alike else "", "quiet"))
        for row in different:
            _row(page, row, quoted)


def _row(page: Page, row: Row, quoted: set[tuple[str, str]]) -> None:
    page.add((f"{VERBS[row.change]}:", _STYLES[row.change]), (f" {row.label}", "head"), indent=2, hang=4)
    for cell in row.cells:
        _cell(page, cell, quoted)
    for detail in row.details:
        page.add((detail, ""), indent=4, hang=6)
    if row.stricter:
        page.add((row.stricter, "quiet"), indent=4)


def _cell(page: Page, cell: Cell, quoted: set[tuple[str, str]]) -> None:
    """Add what one side says; each clause is quoted once, and a long one from its beginning."""
    place = ", ".join(cell.labels)
    spans = [(cell.summary, ""), (f" ({place})", "place")] if cell.summary and place else [(cell.summary or place, "")]
    unsure = " This clause was altered in the file." if cell.uncertain else ""
    page.labelled(cell.side, *spans, (unsure, "review"), indent=4, column=7)
    if cell.quote and (cell.side, cell.quote) not in quoted:
        quoted.add((cell.side, cell.quote))
        page.add((f'"{_shortened(cell.quote)}"', "quiet"), indent=7)


def _shortened(quote: str) -> str:
    return quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rpartition(' ')[0]} ..."


def _words(page: Page, compared: ComparedWords) -> None:
    found = compared.found
    head, rest = words_lines(found)
    page.add((head, "head"), (f" {rest}", ""))
    for passage in found.passages:
        page.blank()
        page.add((f"{HEADS[passage.kind]}:", "head"), (f" {passage.size} words, {lines(passage)}", "place"), indent=2)
        page.add((passage.words, ""), indent=4)
