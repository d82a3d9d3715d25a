"""What ``rail explain`` prints: a rule, or the whole proof of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rail.model.late import dataclass
from rail.reports.encode import SCHEMA_VERSION, to_json
from rail.reports.json import finding_document
from rail.reports.page import Page
from rail.reports.proof import add_proof, proof_document
from rail.reports.terminal import finding_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.model.finding import Finding, Report, Rule

_COLUMN = 12


@dataclass(frozen=True, slots=True)
class QuotedClause:
    """A clause that a finding rests on: our summary, and the licence's own words where the text is at hand."""

    license: str
    label: str
    summary: str
    quote: str | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule and, for a finding, what it was found on."""

    rule: Rule
    finding: Finding | None = None
    report: Report | None = None
    component: Mapping[str, object] | None = None
    clauses: tuple[QuotedClause, ...] = ()


def explanation_json(explained: Explanation) -> str:
    """Return the document of ``policy/schema/explain-output.schema.json``."""
    report = explained.report
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "rule": _rule_document(explained.rule),
            "finding": None if explained.finding is None else finding_document(explained.finding),
            "path": None if report is None else report.path,
            "component": None if explained.component is None else dict(explained.component),
            "clauses": [
                {
                    "license": clause.license,
                    "clause": clause.label,
                    "summary": clause.summary,
                    "quote": clause.quote,
                    "span": list(clause.span),
                }
                for clause in explained.clauses
            ],
            "as_of": None if report is None else report.as_of,
            "knowledge_date": None if report is None else report.knowledge_date,
            **({} if report is None or explained.finding is None else proof_document(report, explained.finding)),
        }
    )


def explanation_page(explained: Explanation, width: int) -> Page:
    """Lay out a rule, or the proof of a finding."""
    page = Page(width)
    if explained.finding is None:
        _rule(page, explained.rule)
    else:
        _proof(page, explained, explained.finding)
    return page


def _rule(page: Page, rule: Rule) -> None:
    page.add((rule.id, "title"), (f": {rule.title}", ""))
    hub = ", only for Hub-style releases" if rule.hub_only else ""
    page.add((f"{rule.severity.word}, pack {rule.pack}, since {rule.since}{hub}", "quiet"))
    page.blank()
    page.labelled("why", (rule.why, ""), indent=2, column=_COLUMN)
    page.labelled("fix", (rule.fix, ""), indent=2, column=_COLUMN)
    for label, example in (("before", rule.example_before), ("after", rule.example_after)):
        if example:
            page.blank()
            page.add((label, "label"), indent=2)
            page.verbatim(example, indent=_COLUMN)
    page.blank()
    _sources(page, rule)


def _proof(page: Page, explained: Explanation, finding: Finding) -> None:
    report = cast("Report", explained.report)
    page.add((f"Proof of {finding.id}", "title"))
    page.add((f"{report.path}, as of {report.as_of}, knowledge of {report.knowledge_date}", "quiet"))
    page.blank()
    finding_lines(page, finding, verbose=True)
    _facts(page, explained.component)
    for clause in explained.clauses:
        page.blank()
        page.add((f"{clause.license}, {clause.label}", "head"), indent=2)
        page.labelled("in short", (clause.summary, ""), indent=4, column=_COLUMN + 2)
        if clause.quote:
            page.labelled("it says", (f'"{" ".join(clause.quote.split())}"', ""), indent=4, column=_COLUMN + 2)
        else:
            page.labelled("it says", ("the text is not in this installation", "quiet"), indent=4, column=_COLUMN + 2)
    page.blank()
    page.add((explained.rule.id, "head"), (f": {explained.rule.title}", ""), indent=2)
    _sources(page, explained.rule)
    add_proof(page, report, finding)


def _facts(page: Page, component: Mapping[str, object] | None) -> None:
    if component is None:
        return
    page.blank()
    page.add((f"What the release says of its {component['kind']}", "head"), indent=2)
    for claim in cast("Sequence[Mapping[str, object]]", component["claims"]):
        place = f"{claim['path']}:{claim['line']}" if claim["line"] else str(claim["path"])
        spans = ((f"{claim['says']} (", ""), (place, "place"), (")", ""))
        page.labelled(str(claim["how"]), *spans, indent=4, column=_COLUMN + 2)


def _sources(page: Page, rule: Rule) -> None:
    for position, source in enumerate(rule.sources):
        page.labelled("" if position else "sources", (source, "quiet"), indent=2, column=_COLUMN)


def _rule_document(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity.word,
        "pack": rule.pack,
        "since": rule.since,
        "hub_only": rule.hub_only,
        "why": rule.why,
        "fix": rule.fix,
        "example": {"before": rule.example_before, "after": rule.example_after},
        "sources": list(rule.sources),
    }
