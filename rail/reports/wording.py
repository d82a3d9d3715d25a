"""What every format says in the same words: verdicts, severities, groups, evidence, what was not checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from rail.model.finding import Severity
from rail.model.verdict import Verdict
from rail.reports.policy_changes import policy_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.model.finding import Evidence, Finding, Report, Rule

VERDICTS = {
    Verdict.DENIED: ("error", "do not publish this as it stands"),
    Verdict.UNKNOWN: ("review", "this evidence cannot tell; unknown is not permission"),
    Verdict.CONDITIONAL: ("warning", "no conflict found by these rules; mind the warnings"),
    Verdict.ALLOWED: ("good", "no conflict found by these rules on this evidence"),
}
CONSEQUENCES = {
    Severity.ERROR: ("Errors", "to be settled before anything is published"),
    Severity.REVIEW: ("To review", "a person must decide; the law or the evidence leaves it open"),
    Severity.WARNING: ("Warnings", "to be put right, or published knowingly"),
    Severity.INFO: ("Information", "worth knowing; nothing depends on it"),
}
# In the order of the schema of a rule.
GROUPS = {
    "identity": "Which licence it is",
    "card": "The card",
    "flow-down": "What the base asks to be passed on",
    "attribution": "Names, notices and changes",
    "compatibility": "Terms that do not fit together",
    "data": "Data",
    "gating": "Access",
    "regulation": "Regulation",
    "security": "Secrets and personal data",
    "hygiene": "Order in the release",
    "policy": "The organisation's own policy",
}
LIMITS = (
    "This is no legal advice. It says what these rules found on this evidence, as of this date; "
    "what nobody stated, and what no rule looks for, is not in it."
)
KINDS = {"unknown": "artefact of unknown kind", "model": "model", "dataset": "data set", "code": "code"}


def counted(number: int, noun: str) -> str:
    """Return a count with its noun: ``1 file``, ``2 files``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def counts_line(report: Report) -> str:
    """Return in one line how many findings there are of each severity, and how many do not count."""
    counts = Counter(finding.severity for finding in report.findings if not finding.waived)
    words = [counted(counts[Severity.ERROR], "error"), f"{counts[Severity.REVIEW]:,} to review"]
    words += [counted(counts[Severity.WARNING], "warning"), f"{counts[Severity.INFO]:,} info"]
    waived = sum(finding.waived for finding in report.findings)
    return ", ".join([*words, *([f"{waived:,} waived"] if waived else [])])


def evidence_marks(evidence: Evidence) -> tuple[str, ...]:
    """Return where a piece of evidence was seen: the place, the clause, the source."""
    named = ", ".join(part for part in (evidence.license, evidence.clause) if part)
    return tuple(mark for mark in (str(evidence.location or ""), named, evidence.source or "") if mark)


def seen(evidence: Evidence) -> str:
    """Return a piece of evidence in one line."""
    marks = evidence_marks(evidence)
    return f"{evidence.text} ({'; '.join(marks)})" if marks else evidence.text


def by_consequence(
    findings: Sequence[Finding], rules: Sequence[Rule]
) -> Iterator[tuple[Severity, tuple[tuple[str, tuple[Finding, ...]], ...]]]:
    """Yield the findings heaviest first and, within a severity, by what their rules are about."""
    group_of = {rule.id: rule.group for rule in rules}
    for severity in reversed(Severity):
        groups: dict[str, list[Finding]] = {group: [] for group in GROUPS}
        for finding in findings:
            if finding.severity is severity:
                groups[group_of.get(finding.rule, "policy")].append(finding)
        told = tuple((GROUPS[group], tuple(found)) for group, found in groups.items() if found)
        if told:
            yield severity, told


def baseline_line(report: Report) -> str:
    """Return how the findings stand to the baseline, in one sentence; empty without one."""
    base = report.baseline
    if base is None:
        return ""
    new = sum(finding.counts for finding in report.findings)
    known = sum(finding.known for finding in report.findings)
    return (
        f"{counted(new, 'finding')} new since the baseline of {base.as_of}, {known:,} known, {len(base.gone):,} gone; "
        "the verdict counts all of them, --fail-on only the new ones"
    )


def unchecked(report: Report) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return what was not checked, by reason: a title, what it means, and the lines."""
    off = report.coverage.get("packs_off", ())
    rows = (
        (
            "Turned off",
            "A pack says that these rules are not asked; nothing is known of what they look for.",
            tuple(policy_words(report, off_only=True)),
        ),
        (
            "Could not be told",
            "These rules ran and could not decide; that is never a pass.",
            tuple(f"{skip.rule}: {skip.reason}" for skip in report.skipped),
        ),
        ("Could not be read", "What these files say is not in this report.", report.problems),
        (
            "Left out",
            "These are not looked at as part of the release.",
            tuple(cast("Sequence[str]", report.summary["excluded"])),
        ),
        (
            "Does not apply",
            "These rules are about other kinds of release or other stages, or read a front matter that is not there.",
            tuple(report.coverage.get("not_applicable", ())),
        ),
        ("Packs that are off", "Their rules run when the pack is named with --pack or in rail.yaml.", tuple(off)),
    )
    return tuple(row for row in rows if row[2])
