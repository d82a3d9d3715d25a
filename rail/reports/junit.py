"""JUnit XML, as Ant's and Jenkins' schemas have it: a suite for each group of rules, a case for each rule or finding.

A finding fails its case when it makes the command exit with 1. One that is waived or known in the baseline, a rule
that could not tell, and a file that could not be read are skipped cases; a lighter finding stands in a case's output.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from rail.checks.waivers import waiver_words
from rail.model.late import dataclass
from rail.reports.policy_changes import policy_words
from rail.reports.visible import visible
from rail.reports.wording import GROUPS, seen
from rail.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.model.finding import Finding, Report
    from rail.reports.view import View

_NO_XML = re.compile("[\ufffe\uffff]|[\U0001fffe-\U0001ffff]")
_QUOTES = {'"': "&quot;"}


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case; ``kind`` is empty, ``failure``, ``skipped`` or ``system-out``."""

    suite: str
    owner: str
    name: str
    kind: str = ""
    message: str = ""
    text: str = ""
    type: str = ""


def write_junit(view: View) -> str:
    """Return the report as JUnit XML; the same report gives the same bytes: no time of day, no host."""
    cases = [*_rule_cases(view), *_off_cases(view.report), *_problem_cases(view.report)]
    suites: dict[str, list[_Case]] = {}
    for case in cases:
        suites.setdefault(case.suite, []).append(case)
    counts = f'tests="{len(cases)}" failures="{_count(cases, "failure")}" errors="0"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="rail check" {counts}>']
    for number, (name, found) in enumerate(suites.items()):
        lines += _suite(name, number, found, view.report)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _rule_cases(view: View) -> Iterator[_Case]:
    report = view.report
    order = list(GROUPS)
    not_applicable = set(report.coverage.get("not_applicable", ()))
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule, []).append(finding)
    skips: dict[str, list[str]] = {}
    for skip in report.skipped:
        skips.setdefault(skip.rule, []).append(skip.reason)
    for rule in sorted(view.rules, key=lambda rule: (order.index(rule.group), rule.id)):
        base = _Case(rule.group, f"rail.{rule.pack}.{rule.group}", rule.id)
        if rule.id in not_applicable:
            reason = "does not apply: another kind of release or stage, or no front matter"
            yield replace(base, kind="skipped", message=reason, type="not-applicable")
            continue
        yield from (_finding_case(base, finding, view) for finding in found.get(rule.id, ()))
        yield from (replace(base, kind="skipped", message=reason, type="untold") for reason in skips.get(rule.id, ()))
        if rule.id not in found and rule.id not in skips:
            yield base


def _finding_case(base: _Case, finding: Finding, view: View) -> _Case:
    case = replace(base, name=f"{finding.id} {finding.location}", type=finding.severity.word)
    text = _text(finding)
    if finding.waived:
        return replace(case, kind="skipped", message=waiver_words(finding), text=text)
    if finding.known:
        return replace(case, kind="skipped", message="known in the baseline", text=text)
    if view.fails(finding):
        return replace(case, kind="failure", message=f"{finding.location}: {finding.message}", text=text)
    return replace(case, kind="system-out", text=text)


def _off_cases(report: Report) -> Iterator[_Case]:
    """Yield the rules that a pack turns off: they are asked nothing, and are not left out."""
    for words in policy_words(report, off_only=True):
        yield _Case("policy", "rail.policy", words.partition(":")[0], "skipped", words, type="off")


def _problem_cases(report: Report) -> Iterator[_Case]:
    for problem in report.problems:
        yield _Case("files", "rail.files", problem, "skipped", f"could not be read: {problem}", type="unread")


def _text(finding: Finding) -> str:
    lines = [f"{finding.severity.word}: {finding.location}: {finding.message}", f"why: {finding.why}"]
    lines += [f"seen: {seen(item)}" for item in finding.evidence]
    return "\n".join(map(visible, [*lines, f"fix: {finding.fix}", f"id: {finding.id}"]))


def _suite(name: str, number: int, cases: list[_Case], report: Report) -> Iterator[str]:
    counts = f'tests="{len(cases)}" failures="{_count(cases, "failure")}" errors="0"'
    counts += f' skipped="{_count(cases, "skipped")}"'
    yield (
        f'<testsuite name="{_attribute(name)}" package="rail" id="{number}" {counts} time="0" '
        f'timestamp="{_attribute(report.as_of)}T00:00:00" hostname="localhost">'
    )
    yield "<properties>"
    for key, value in (
        ("release", str(report.summary["name"])),
        ("verdict", report.verdict.word),
        ("as_of", report.as_of),
        ("knowledge_date", report.knowledge_date),
        ("tool_version", __version__),
    ):
        yield f'<property name="{key}" value="{_attribute(value)}"/>'
    yield "</properties>"
    for case in cases:
        yield _element(case)
    yield "<system-out/>\n<system-err/>\n</testsuite>"


def _element(case: _Case) -> str:
    head = f'<testcase name="{_attribute(case.name)}" classname="{_attribute(case.owner)}" time="0"'
    if not case.kind:
        return f"{head}/>"
    marks = f' message="{_attribute(case.message)}" type="{_attribute(case.type)}"'
    if case.kind == "system-out":
        marks = ""
    return f"{head}><{case.kind}{marks}>{_body(case.text)}</{case.kind}></testcase>"


def _count(cases: Iterable[_Case], kind: str) -> int:
    return sum(case.kind == kind for case in cases)


def _attribute(text: str) -> str:
    return escape(_xml(visible(text)), _QUOTES)


def _body(text: str) -> str:
    """Return lines that are visible already as character data; ``>`` is escaped too, so that no section ends early."""
    return escape(_xml(text))


def _xml(text: str) -> str:
    """Escape the characters that XML 1.0 (2.2) cannot hold and that ``visible`` lets pass."""
    return _NO_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
