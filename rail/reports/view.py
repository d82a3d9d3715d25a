"""What a format is written from: a report, the rules that it was made with, and the clauses that it rests on."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.finding import Finding, Report, Rule, Severity
    from rail.reports.explanation import QuotedClause


@dataclass(frozen=True, slots=True)
class View:
    """All that a writer may look at.

    Attributes:
        rules: those of the active packs, sorted by id.
        fail_on: the lightest severity that fails, or ``None`` for never.
        clauses: the clauses that evidence names, by licence and label.
    """

    report: Report
    rules: tuple[Rule, ...] = ()
    fail_on: Severity | None = None
    clauses: Mapping[tuple[str, str], tuple[QuotedClause, ...]] = field(default_factory=dict)

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding makes the command exit with 1."""
        return self.fail_on is not None and finding.severity >= self.fail_on and finding.counts
