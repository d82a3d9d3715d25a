"""A report in one of the formats of files; the terminal's is a page and is laid out for its width."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from rail.operations.check import active_rules, least_severity
from rail.reports.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.finding import Report
    from rail.reports.explanation import QuotedClause

# Format -> the module and the function that writes it.
WRITERS = {
    "json": ("rail.reports.json", "write_json_view"),
    "sarif": ("rail.reports.sarif", "write_sarif_view"),
    "junit": ("rail.reports.junit", "write_junit"),
    "html": ("rail.reports.html.document", "write_html"),
    "markdown": ("rail.reports.markdown", "write_markdown"),
    "github": ("rail.reports.github", "write_github"),
}
# These show the hashes of what a report rests on.
HASHED = frozenset({"json", "html", "markdown"})
_QUOTING = frozenset({"html"})


def render(report: Report, format_: str, *, fail_on: str = "error,review") -> str:
    """Return a report as text in a format of ``WRITERS``."""
    module, name = WRITERS[format_]
    write = cast("Callable[[View], str]", getattr(import_module(module), name))
    clauses = quoted_clauses(report) if format_ in _QUOTING else {}
    return write(View(report, active_rules(report), least_severity(fail_on), clauses))


def quoted_clauses(report: Report) -> dict[tuple[str, str], tuple[QuotedClause, ...]]:
    """Return the clauses that the report's evidence names, quoted where the text is at hand."""
    from rail.knowledge.store import Knowledge
    from rail.operations.explain import clauses_of

    knowledge = Knowledge.load()
    named = {
        (item.license, item.clause)
        for finding in report.findings
        for item in finding.evidence
        if item.license and item.clause
    }
    return {pair: clauses_of(knowledge, *pair) for pair in sorted(named)}
