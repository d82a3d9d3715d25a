"""The outcome of a run, and the verdict that follows from it (design, section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.unread import may_hide_a_statement
from rail.model.facts import ComponentKind
from rail.model.finding import Severity
from rail.model.late import dataclass
from rail.model.verdict import Verdict, meet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rail.model.facts import Component, Problem
    from rail.model.finding import Finding, Rule, SkippedRule
    from rail.model.policy import PolicyChange

_FOUND = {
    Severity.ERROR: Verdict.DENIED,
    Severity.REVIEW: Verdict.UNKNOWN,
    Severity.WARNING: Verdict.CONDITIONAL,
    Severity.INFO: Verdict.ALLOWED,
}
_SKIPPED = {
    Severity.ERROR: Verdict.UNKNOWN,
    Severity.REVIEW: Verdict.UNKNOWN,
    Severity.WARNING: Verdict.CONDITIONAL,
    Severity.INFO: Verdict.ALLOWED,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of some packs came to.

    Attributes:
        findings: in a fixed order: heaviest first, then by place.
        skipped: what could not be told, and why.
        verdict: may this release be published as it stands, under these packs, before any waiver?
        ran: ids of the rules that ran.
        not_applicable: ids of the front-matter rules of a release that has no front matter, and of rules about other
            kinds of release or other stages; they are neither passed nor skipped, and reports give only their number.
        rules: the rules that were on, as the packs set them.
        changes: what the packs changed of their rules; a rule that is off is among them.
    """

    findings: tuple[Finding, ...]
    skipped: tuple[SkippedRule, ...]
    verdict: Verdict
    ran: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    changes: tuple[PolicyChange, ...] = ()


def verdict_of(
    findings: Iterable[Finding],
    skipped: Iterable[SkippedRule],
    problems: Iterable[Problem],
    severities: Mapping[str, Severity],
    parts: Iterable[Component] = (),
) -> Verdict:
    """Return the verdict of a run; without a single rule that ran it is ``unknown``.

    A skipped rule lowers the verdict by what it could have found: one that guards against errors or reviews leaves
    ``unknown``; one that only warns leaves ``conditional``, because its finding could not have done more. A file that
    could not be read leaves ``unknown`` where it may hold a licence statement that no rule has seen, and so does a part
    of the release whose licence cannot be told; documents without terms of their own are no such part.
    """
    return meet([*_verdicts(findings, skipped, problems, severities), *_unknown_parts(parts)])


def _verdicts(
    findings: Iterable[Finding],
    skipped: Iterable[SkippedRule],
    problems: Iterable[Problem],
    severities: Mapping[str, Severity],
) -> Iterator[Verdict]:
    if severities:
        yield Verdict.ALLOWED
    for finding in findings:
        if not finding.waived:
            yield _FOUND[finding.severity]
    for skip in skipped:
        yield _SKIPPED[severities[skip.rule]]
    for problem in problems:
        if may_hide_a_statement(problem):
            yield Verdict.UNKNOWN


def _unknown_parts(parts: Iterable[Component]) -> Iterator[Verdict]:
    for component in parts:
        if component.license is None and component.kind is not ComponentKind.DOCS:
            yield Verdict.UNKNOWN
