"""The findings of the page: by consequence, then by subject, each with its evidence and the words of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.html.text import code, foreign, listed, prose, safe, source
from rail.reports.wording import CONSEQUENCES, by_consequence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.model.finding import Evidence, Finding, Rule
    from rail.reports.explanation import QuotedClause
    from rail.reports.view import View

_SURE = {"high": "high", "medium": "medium: look at the place yourself", "low": "low: look at the place yourself"}


def findings_section(view: View) -> Iterator[str]:
    """Yield the findings that count; those that are waived or known stand in sections of their own."""
    rules = {rule.id: rule for rule in view.rules}
    findings = [finding for finding in view.report.findings if finding.counts]
    if not findings:
        new = " that the baseline does not know" if view.report.baseline is not None else ""
        yield f"<p>These rules found nothing{new}.</p>"
    quoted: set[tuple[str, str]] = set()
    for severity, groups in by_consequence(findings, view.rules):
        title, meaning = CONSEQUENCES[severity]
        word = severity.word
        total = sum(len(found) for _, found in groups)
        yield f'<h3 id="{word}" class="{word}">{title} ({total:,}): {meaning}</h3>'
        for group, found in groups:
            yield f"<h4>{safe(group)}</h4>"
            for finding in found:
                yield finding_article(finding, rules.get(finding.rule), view.clauses, quoted)


def finding_article(
    finding: Finding,
    rule: Rule | None,
    clauses: Mapping[tuple[str, str], tuple[QuotedClause, ...]],
    quoted: set[tuple[str, str]],
) -> str:
    """Return one finding; a clause is quoted where it is first named on the page."""
    where = foreign(str(finding.location))
    rows = [("Where", f"<code>{where}</code>{_about(finding)}"), ("Why", prose(finding.why))]
    if finding.evidence:
        seen = (_evidence(item, clauses, quoted) for item in finding.evidence)
        rows.append(("Evidence", f"<ol>{''.join(f'<li>{item}</li>' for item in seen)}</ol>"))
    rows.append(("What to do", prose(finding.fix)))
    if rule is not None and rule.sources:
        rows.append(("Sources", listed(map(source, rule.sources))))
    rows.append(("Rule", f"{code(finding.rule)}{f', {safe(rule.title)}' if rule else ''}"))
    rows.append(("Confidence", _SURE.get(finding.confidence, safe(finding.confidence))))
    rows.append(("Mark", code(finding.id)))
    body = "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in rows)
    word = finding.severity.word
    return (
        f'<article class="{word}" id="{_anchor(finding.id)}"><h5>{prose(finding.message)}</h5><dl>{body}</dl></article>'
    )


def short_list(findings: list[Finding]) -> str:
    """Return findings in one line each."""
    return listed(
        f"{finding.severity.word}: {code(str(finding.location))}: {prose(finding.message)} ({code(finding.id)})"
        for finding in findings
    )


def _about(finding: Finding) -> str:
    return "" if finding.component is None else f", about the {safe(finding.component)}"


def _evidence(
    evidence: Evidence,
    clauses: Mapping[tuple[str, str], tuple[QuotedClause, ...]],
    quoted: set[tuple[str, str]],
) -> str:
    parts = [prose(evidence.text)]
    if evidence.location is not None:
        parts.append(f"seen in {code(str(evidence.location))}")
    if evidence.license:
        clause = f", {foreign(evidence.clause)}" if evidence.clause else ""
        parts.append(f"{code(evidence.license)}{clause}")
    if evidence.source:
        parts.append(f"source: {source(evidence.source)}")
    key = (evidence.license or "", evidence.clause or "")
    if key in quoted or key not in clauses:
        return "; ".join(parts)
    quoted.add(key)
    return "; ".join(parts) + "".join(map(_clause, clauses[key]))


def _clause(clause: QuotedClause) -> str:
    if not clause.quote:
        return f'<p class="quiet">In short: {safe(clause.summary)} The text is not in this installation.</p>'
    words = " ".join(clause.quote.split())
    return f"<blockquote>{foreign(words)}</blockquote>"


def _anchor(finding_id: str) -> str:
    """Return an id for the page: letters of the rule, and the mark."""
    return "f-" + "".join(char if char.isascii() and char.isalnum() else "-" for char in finding_id)
