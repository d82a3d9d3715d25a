"""The report for people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rail.model.finding import Severity
from rail.model.location import Location
from rail.model.verdict import Verdict
from rail.reports.terminal import IN_FULL, write_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.finding import Finding, Report


def text_of(report: Report, **options: bool) -> str:
    """Return the report as plain text of 80 columns."""
    return write_terminal(report, width=80, **options).text()


def test_a_finding_says_what_why_where_and_how_to_fix(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    """All parts of a finding are shown, evidence with its place and clause."""
    text = text_of(report(finding()), verbose=True)
    for part in (
        "README.md:3",
        "the base is under use restrictions",
        "Whoever passes a derivative on",
        "adapter_config.json:2",
        "bigscience-bloom-rail-1.0, 4 (a)",
        "put the restrictions back",
    ):
        assert part in " ".join(text.split())


@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_report_claims_compliance(report: Callable[..., Report], verdict: Verdict) -> None:
    """Whatever the verdict, the words that we may never use are not used."""
    text = text_of(report(verdict=verdict)).lower()
    assert not [word for word in ("compliant", "certified", "safe to use", "enforceable", "legally") if word in text]
    assert "no legal advice" in text


def test_dates_are_always_printed(report: Callable[..., Report]) -> None:
    """The as-of date and the knowledge date stand in the head."""
    assert "as of 2026-11-24, knowledge of 2026-11-20" in text_of(report())


def test_what_was_not_checked_is_listed(report: Callable[..., Report]) -> None:
    """Skipped rules, unread files, overrides and excludes are in the footer."""
    text = text_of(report())
    for part in ("link-broken: docs/x.md: not fetched", "the header is cut off", "rail.yaml says mit", "node_modules/"):
        assert part in text


def test_hostile_names_cannot_act(report: Callable[..., Report], finding: Callable[..., Finding], hostile: str) -> None:
    """A name with escapes, a line break and markup stays on its line and is shown as text."""
    text = text_of(report(finding(location=Location(hostile), message=hostile)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "a\\x1b[31m\\n\\u202e[bold red]\\xff%2f:é.md" in text


def test_many_findings_are_shortened(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    """The first are shown in full, the next in one line each, the rest is counted; --verbose shows all."""
    many = [finding(id=f"restrictions-dropped:{n:012}", location=Location(f"f{n}.md")) for n in range(60)]
    text = text_of(report(*many))
    assert text.count("Whoever passes") == IN_FULL
    assert "and 41 findings more: --verbose shows all" in text
    assert text_of(report(*many), verbose=True).count("Whoever passes") == len(many)


def test_quiet_is_one_line_a_finding(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    """With --quiet there is a line for each finding, then the verdict."""
    quiet = report(finding(message="short"), finding(message="brief"))
    lines = text_of(replace(quiet, summary={**quiet.summary, "notes": []}), quiet=True).splitlines()
    assert [line.split()[-1] for line in lines[:2]] == ["short", "brief"]
    assert lines[2].startswith("Verdict: denied")


def test_quiet_does_not_hide_waivers(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    """What was waived, and which waivers no longer do anything, stands in the shortest report too."""
    lines = text_of(report(finding(waived=True)), quiet=True).splitlines()
    assert lines[0].split()[:3] == ["waived", "README.md:3", "restrictions-dropped,"]
    assert "the waiver of link-broken ended on 2026-01-01" in lines[1]
    assert lines[2].startswith("Verdict: ")


def test_waived_findings_are_counted_and_not_listed(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    """A waived finding is no open finding, and is not lost."""
    text = text_of(report(finding(waived=True, severity=Severity.ERROR)))
    assert "0 errors" in text
    assert "1 waived" in text
