"""JUnit XML as CI servers read it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from rail.model.finding import Evidence, Severity
from rail.reports.junit import write_junit
from rail.reports.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.finding import Finding, Report, Rule

# Attributes that the schemas of Ant (windyroad/JUnit-Schema) and Jenkins (junit-10.xsd) both know, in full.
SUITE = {
    "name", "package", "id", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname",
}  # fmt: skip # read as one


def cases(report: Report, rules: tuple[Rule, ...], fail_on: Severity | None = Severity.REVIEW) -> list[ET.Element]:
    """Return the cases of a report, after holding counts and attributes against the schemas."""
    root = ET.fromstring(write_junit(View(report, rules, fail_on)))  # noqa: S314 # our own output
    assert root.tag == "testsuites"
    for suite in root:
        assert set(suite.attrib) == SUITE
        found = list(suite.iter("testcase"))
        assert int(suite.attrib["tests"]) == len(found)
        assert int(suite.attrib["failures"]) == len(list(suite.iter("failure")))
        assert int(suite.attrib["skipped"]) == len(list(suite.iter("skipped")))
        order = [child.tag for child in suite]
        assert order == ["properties", *["testcase"] * len(found), "system-out", "system-err"]
        assert all(set(case.attrib) == {"name", "classname", "time"} and len(case) <= 1 for case in found)
    assert int(root.attrib["tests"]) == len(list(root.iter("testcase")))
    return list(root.iter("testcase"))


def kinds(found: list[ET.Element]) -> list[str]:
    """Return what became of each case."""
    return [case[0].tag if len(case) else "passed" for case in found]


def test_a_finding_that_fails_the_command_is_a_failure(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...]
) -> None:
    """--fail-on decides what is red, as it decides the exit code."""
    light = finding(severity=Severity.INFO)
    assert kinds(cases(report(finding()), rules))[0] == "failure"
    assert kinds(cases(report(light), rules))[0] == "system-out"
    assert kinds(cases(report(light), rules, Severity.INFO))[0] == "failure"
    assert kinds(cases(report(finding()), rules, None))[0] == "system-out"


def test_waived_and_known_findings_and_unread_files_are_skipped(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...]
) -> None:
    """They stay in the report, each with its reason."""
    waived = finding(waived=True, evidence=(Evidence("waived by Kim until 2027-01-01: tried"),))
    found = cases(report(waived, finding(known=True)), rules)
    assert kinds(found) == ["skipped"] * 3
    assert [case[0].attrib["message"] for case in found] == [
        "waived by Kim until 2027-01-01: tried",
        "known in the baseline",
        "could not be read: weights/a.gguf: the header is cut off",
    ]


def test_a_rule_without_finding_passes_and_one_that_could_not_tell_does_not(
    report: Callable[..., Report], rules: tuple[Rule, ...]
) -> None:
    """A skipped rule is a skipped case, never a pass."""
    from rail.model.finding import SkippedRule

    assert kinds(cases(report(problems=()), rules)) == ["passed"]
    untold = report(problems=(), skipped=(SkippedRule("restrictions-dropped", "no base is named"),))
    assert kinds(cases(untold, rules)) == ["skipped"]
    absent = report(problems=(), coverage={"not_applicable": ("restrictions-dropped",)})
    assert kinds(cases(absent, rules)) == ["skipped"]
