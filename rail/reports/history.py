"""How a report stands to a baseline and to an earlier report: the words, and the layout for the terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rail.reports.wording import baseline_line, counted

if TYPE_CHECKING:
    from rail.model.finding import Report
    from rail.model.history import Comparison, FindingChange
    from rail.reports.page import Page

_STYLES = {"new": "error", "gone": "good", "changed": "warning"}
_SHOWN = 20


def comparison_line(other: Comparison) -> str:
    """Return what differs from an earlier report, in one sentence."""
    kinds = Counter(change.kind for change in other.changes)
    found = ", ".join(f"{kinds[kind]:,} {kind}" for kind in ("new", "gone", "changed"))
    return (
        f"Since the report of {other.as_of} (verdict {other.verdict.word}, knowledge of {other.knowledge_date}): "
        f"{found}, {other.unchanged:,} the same"
    )


def causes_lines(other: Comparison) -> tuple[str, ...]:
    """Return everything that differs between the inputs of the two reports."""
    return tuple(cause.text for cause in other.causes) or ("nothing that the two reports record",)


def because(change: FindingChange) -> str:
    """Return because of what a finding is new, gone or changed, in short: ``causes_lines`` say it in full."""
    if not change.because:
        return "nothing that the two reports record differs"
    texts = "; ".join(dict.fromkeys(cause.text.partition(": ")[0] for cause in change.because))
    return texts if change.certain else f"nothing that it names differs by itself; what differs: {texts}"


def add_changes(page: Page, report: Report, *, verbose: bool) -> None:
    """Add what is new, gone and changed since an earlier report, each with its cause."""
    other = report.against
    if other is None:
        return
    most = len(other.changes) if verbose else _SHOWN
    page.add((comparison_line(other), "head"))
    for change in other.changes[:most]:
        gap = "\u00a0" * (8 - len(change.kind))
        finding = change.finding
        page.add(
            (change.kind, _STYLES[change.kind]),
            (f"{gap} ", ""),
            (str(finding.location), "place"),
            (f" {finding.rule}: {finding.message}", ""),
            indent=2,
            hang=11,
        )
        for what in change.what:
            page.add((what, ""), indent=11)
        page.add((f"because: {because(change)}", "quiet"), indent=11)
    if len(other.changes) > most:
        page.add((f"and {len(other.changes) - most} more: --verbose shows all", "quiet"), indent=2)
    for position, line in enumerate(causes_lines(other)):
        page.labelled("" if position else "differs", (line, "quiet"), indent=2, column=11)
    page.blank()


def add_baseline(page: Page, report: Report, *, most: int) -> None:
    """Add how the findings stand to the baseline, and up to ``most`` of those that are gone."""
    if report.baseline is None:
        return
    page.add((f"Baseline: {baseline_line(report)}.", ""))
    gone = report.baseline.gone
    for item in gone[:most]:
        page.add(("gone", "good"), (" ", ""), (item.path, "place"), (f" {item.rule}: {item.message}", ""), indent=2)
    if most and len(gone) > most:
        page.add((f"and {counted(len(gone) - most, 'finding')} more that are gone", "quiet"), indent=2)
