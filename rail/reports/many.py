"""The summary of a run over many releases, for people: how many may be published, and what stands in the way most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.finding import Severity
from rail.model.verdict import Verdict
from rail.reports.page import Page
from rail.reports.wording import counted

if TYPE_CHECKING:
    from rail.model.many import Tally

_STYLES = {Verdict.DENIED: "error", Verdict.UNKNOWN: "review", Verdict.CONDITIONAL: "warning", Verdict.ALLOWED: "good"}
_MOST = 25


def write_many(tally: Tally, *, as_of: str, width: int) -> Page:
    """Lay out what a run over many releases came to.

    Args:
        tally: the counts.
        as_of: the date that the run speaks of.
        width: columns of the page.
    """
    page = Page(width)
    page.add((counted(tally.total, "release"), "title"), (f", as of {as_of}", "quiet"))
    page.blank()
    for verdict in Verdict:
        page.labelled(verdict.word, (f"{tally.verdicts[verdict.word]:,}", _STYLES[verdict]), indent=2, column=16)
    if tally.not_checked:
        page.labelled("not checked", (f"{tally.not_checked:,}", "error"), indent=2, column=16)
    _rules(page, tally)
    for title, lines in (("first releases with such findings", tally.failing), ("not checked", tally.errors)):
        if lines:
            page.blank()
            page.add((f"{title}:", "head"))
            for line in lines:
                page.add((line, ""), indent=2, hang=4)
    page.blank()
    page.add(
        ("Unknown is not permission. This is no legal advice. ", "quiet"),
        ("`rail check PATH` shows one release; `--format json` writes a report a line.", "quiet"),
    )
    return page


def _rules(page: Page, tally: Tally) -> None:
    order = {severity.word: -severity for severity in Severity}
    rows = sorted(tally.rules.items(), key=lambda row: (order[row[0][0]], -row[1], row[0][1]))
    if rows:
        page.blank()
        page.add(("findings, by the number of releases:", "head"))
    for (severity, rule), count in rows[:_MOST]:
        page.labelled(f"{count:,}", (severity, severity), (f" {rule}", ""), indent=2, column=10)
    if len(rows) > _MOST:
        page.add((f"and {len(rows) - _MOST} more rules", "quiet"), indent=10)
    if tally.skipped:
        page.blank()
        page.add(("rules that could not tell, by the number of releases:", "head"))
    for rule, count in sorted(tally.skipped.items(), key=lambda row: (-row[1], row[0]))[:_MOST]:
        page.labelled(f"{count:,}", (rule, ""), indent=2, column=10)
