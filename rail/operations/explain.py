"""Explain a rule, or prove one finding: facts, clauses, rule and sources, from a check that is run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.errors import InputError, UnknownIdError
from rail.operations.check import check_release
from rail.operations.saved import read_report
from rail.reports.explanation import Explanation, QuotedClause

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.finding import Finding, Report, Rule


def explain(  # noqa: PLR0913 # a finding is found by what the check was run with
    name: str,
    *,
    path: str | None = None,
    report: str | None = None,
    revision: str | None = None,
    as_of: str | None = None,
    hub: bool = False,
    packs: Sequence[str] = (),
) -> Explanation:
    """Return the explanation of a rule or, for a name with a colon, the proof of a finding.

    Args:
        name: a rule's id, or a finding's id of which the mark may be shortened.
        path: the release to check again; the current folder when neither this nor ``report`` is given.
        report: a JSON report that holds the finding, instead of a release.
        revision: the git revision to check again.
        as_of: the date of the check.
        hub: as in ``check_release``.
        packs: as in ``check_release``; a rule of one's own is looked for in those that are paths.

    Raises:
        UnknownIdError: there is no such rule or finding.
        InputError: the name is not clear, or the report cannot be read.
    """
    if path is not None and report is not None:
        message = "--path and --report: a finding comes from one of them"
        raise InputError(message)
    if ":" not in name:
        return Explanation(explain_rule(name, packs))
    ran = (
        read_report(report)
        if report
        else check_release(path or ".", revision=revision, hub=hub, as_of=as_of, packs=packs, inputs=True)
    )
    rule_id = name.partition(":")[0]
    rule = next((rule for rule in ran.rules if rule.id == rule_id), None) or explain_rule(rule_id, packs)
    return explain_finding(name, ran, rule)


def explain_rule(rule_id: str, packs: Sequence[str] = ()) -> Rule:
    """Return a rule of any pack that comes along, or of one of some packs of one's own.

    Raises:
        UnknownIdError: there is no such rule.
        InputError: a pack cannot be used.
    """
    from rail.knowledge.store import Knowledge

    knowledge = Knowledge.load()
    rules = {rule.id: rule for pack in knowledge.packs() for rule in knowledge.rules(pack)}
    if any("/" in name or "." in name for name in packs):
        from rail.artifacts.own_packs import with_local_packs

        own = with_local_packs(knowledge, packs).own_packs.values()
        rules |= {rule.id: rule for pack in own for rule in pack.rules}
    if rule_id in rules:
        return rules[rule_id]
    message = f"{rule_id}: there is no such rule"
    raise UnknownIdError(message, _nearest(rule_id, rules))


def explain_finding(name: str, report: Report, rule: Rule) -> Explanation:
    """Return the proof of the one finding whose id begins with ``name``.

    Raises:
        UnknownIdError: no finding of the report has this id.
        InputError: more than one has.
    """
    from rail.knowledge.store import Knowledge

    found = [finding for finding in report.findings if finding.id.startswith(name)]
    others = [finding.id for finding in report.findings if finding.rule == rule.id]
    if not found:
        message = f"{name}: {report.path} has no such finding as of {report.as_of}"
        raise UnknownIdError(message, f"findings of this rule there: {', '.join(others) or 'none'}")
    if len(found) > 1:
        message = f"{name}: more than one finding begins so"
        raise InputError(message, f"one of: {', '.join(finding.id for finding in found)}")
    component = next((c for c in report.components if c["kind"] == found[0].component), None)
    return Explanation(rule, found[0], report, component, _clauses(Knowledge.load(), found[0]))


def clauses_of(knowledge: Knowledge, license_id: str, label: str) -> tuple[QuotedClause, ...]:
    """Return the clauses of a licence that go by a label, quoted where the text is at hand."""
    from rail.operations.licenses import quote_clause

    license_ = knowledge.license(license_id)
    if license_ is None:
        return ()
    clauses = [clause for clause in license_.clauses if label in {clause.label, clause.id}]
    return tuple(
        QuotedClause(license_id, clause.label, clause.summary, quote_clause(license_, clause), clause.span)
        for clause in clauses
    )


def _clauses(knowledge: Knowledge, finding: Finding) -> tuple[QuotedClause, ...]:
    """Return the clauses that the evidence names, each once."""
    named = dict.fromkeys((item.license, item.clause) for item in finding.evidence if item.license and item.clause)
    return tuple(clause for pair in named for clause in clauses_of(knowledge, *map(str, pair)))


def _nearest(rule_id: str, rules: Mapping[str, object]) -> str:
    from difflib import get_close_matches

    near: Sequence[str] = get_close_matches(rule_id, rules, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else f"rules: {', '.join(sorted(rules))}"
