"""What ``rail license lint`` prints: each record's problems, and what could not be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.reports.encode import SCHEMA_VERSION, to_json
from rail.reports.page import Page

if TYPE_CHECKING:
    from rail.encode.lint.problem import Problem


_NAMED = 6


@dataclass(frozen=True, slots=True)
class LintedRecord:
    """One record, with what is wrong with it.

    Attributes:
        id: the record's id.
        path: of its file.
        problems: in the order in which an encoder would mend them.
        text_read: its text was at hand, so that places, hashes and restriction lists were checked.
    """

    id: str
    path: str
    problems: tuple[Problem, ...]
    text_read: bool


@dataclass(frozen=True, slots=True)
class LintReport:
    """All records that were looked at; ``due_on`` is the day when only review dates were."""

    records: tuple[LintedRecord, ...]
    due_on: str | None

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(problem.severity == "error" for record in self.records for problem in record.problems)


def lint_json(report: LintReport) -> str:
    """Return the report as JSON (``lint-output.schema.json``)."""
    rows = [
        {
            "id": record.id,
            "path": record.path,
            "text_read": record.text_read,
            "problems": [
                {"severity": item.severity, "where": item.where, "message": item.message} for item in record.problems
            ],
        }
        for record in report.records
    ]
    return to_json(
        {"schema_version": SCHEMA_VERSION, "due_on": report.due_on, "errors": report.errors, "records": rows}
    )


def lint_page(report: LintReport, width: int) -> Page:
    """Lay out the problems, record by record, and a summary."""
    page = Page(width)
    for record in report.records:
        for problem in record.problems:
            style = "error" if problem.severity == "error" else "warning"
            page.add(
                (f"{record.path}:", "head"),
                (f" {problem.where}: ", ""),
                (problem.severity, style),
                (f": {problem.message}", ""),
                hang=4,
            )
    page.blank()
    total, warnings = len(report.records), sum(len(record.problems) for record in report.records) - report.errors
    page.add(
        (f"{total} record{_s(total)}: {report.errors} error{_s(report.errors)}, {warnings} warning{_s(warnings)}.", "")
    )
    if report.due_on is not None:
        page.add((f"Only review dates were looked at, as of {report.due_on}.", "quiet"))
        return page
    unread = [record.id for record in report.records if not record.text_read]
    if unread:
        some = ", ".join(unread[:_NAMED]) + (" ..." if len(unread) > _NAMED else "")
        told = f"Places, hashes and restriction lists were not checked for {len(unread)}, whose text is not at hand"
        page.add((f"{told} (--texts): {some}", "quiet"))
    return page


def _s(count: int) -> str:
    return "" if count == 1 else "s"
