"""Runs the rules of some packs over the facts of one release; the same facts give the same outcome."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, cast

from rail.checks.context import Context, Found, Skip
from rail.checks.outcome import Outcome, verdict_of
from rail.checks.policy import active_policy
from rail.errors import DataError, RailError
from rail.model.finding import Finding, SkippedRule
from rail.model.policy import DEFAULT_STAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.checks.context import RuleFunction
    from rail.checks.expressions import Expressions
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.finding import Rule, Severity

_RULES = "rail.checks.rules"
# A pack is data and may come from elsewhere: its rules can only name a module of this package.
_MODULE = re.compile(r"[a-z][a-z0-9_]*\Z")
MAX_FOUND = 1000  # of one rule
_LINES = re.compile(r"(?<=:)\d+|\blines? \d+")
_CONFIDENCE = ("high", "medium", "low")


def run_checks(
    facts: Facts, knowledge: Knowledge, packs: Sequence[str] = ("default",), *, as_of: str | None = None
) -> Outcome:
    """Run the rules that the packs turn on and return what they found, what they could not tell, and the verdict.

    A rule that raises a ``RailError`` is skipped with its message; any other exception is a fault of ours and is
    not caught. Front-matter rules run only on Hub-style releases and are otherwise listed as not applicable.

    Raises:
        UnknownIdError: a pack that does not exist, or a pack that speaks of a rule that does not.
        DataError: two packs hold a rule of the same id, or a rule names a function that does not exist.
    """
    policy = active_policy(knowledge, packs, artifact=facts.artifact, stage=facts.stage)
    applicable = [rule for rule in policy.rules if is_applicable(rule, facts)]
    findings: list[Finding] = []
    skipped: list[SkippedRule] = []
    expressions = _expressions(applicable, facts)
    for rule in applicable:
        found, skips = run_rule(rule, facts, knowledge, as_of=as_of, expressions=expressions)
        findings.extend(found)
        skipped.extend(skips)
    severities = {rule.id: rule.severity for rule in applicable}
    return Outcome(
        findings=tuple(sorted(findings, key=_order)),
        skipped=tuple(skipped),
        verdict=verdict_of(findings, skipped, facts.problems, severities, facts.components),
        ran=tuple(rule.id for rule in applicable),
        not_applicable=tuple(rule.id for rule in policy.rules if rule.id not in severities),
        rules=policy.rules,
        changes=policy.changes,
    )


def is_applicable(rule: Rule, facts: Facts) -> bool:
    """Tell whether a rule is about such a release; one whose kind cannot be told is not spared by its kind."""
    kind = not rule.artifacts or facts.artifact in (*rule.artifacts, "unknown")
    stage = not rule.stages or (facts.stage or DEFAULT_STAGE) in rule.stages
    return kind and stage and (facts.hub_style or not rule.hub_only)


def _expressions(rules: Sequence[Rule], facts: Facts) -> Expressions | None:
    """Return what evaluates the expressions of some rules; nothing of it is loaded where there are none."""
    if not any("cel" in rule.params for rule in rules):
        return None
    from rail.checks.expressions import Expressions

    return Expressions(rules, facts)


def run_rule(
    rule: Rule,
    facts: Facts,
    knowledge: Knowledge,
    *,
    as_of: str | None = None,
    expressions: Expressions | None = None,
) -> tuple[tuple[Finding, ...], tuple[SkippedRule, ...]]:
    """Run one rule; what it skips is listed once a reason.

    Raises:
        DataError: the rule names a function that does not exist.
    """
    function = rule_function(rule)
    found: list[Found] = []
    reasons: dict[str, None] = {}
    try:
        for result in function(Context(facts, knowledge, rule, as_of, expressions)):
            if isinstance(result, Skip):
                reasons[result.reason] = None
            elif len(found) < MAX_FOUND:
                found.append(result)
            else:
                reasons[f"more than {MAX_FOUND:,} findings; the rest was not looked for"] = None
                break
            if len(reasons) > MAX_FOUND:
                break
    except RailError as error:
        reasons[error.message] = None
    return _findings(rule, found), tuple(SkippedRule(rule.id, reason) for reason in reasons)


def rule_function(rule: Rule) -> RuleFunction:
    """Return the function that the rule's file names.

    Raises:
        DataError: there is no such module.
    """
    name = str(rule.params.get("function", rule.id.replace("-", "_")))
    found = _function(name)
    if found is not None:
        return found
    message = f"{rule.pack}/{rule.id}.yaml: function: {name!r}: there is no such module under {_RULES}"
    raise DataError(message)


@lru_cache(maxsize=512)
def _function(name: str) -> RuleFunction | None:
    if _MODULE.match(name) is None:
        return None
    try:
        return cast("RuleFunction", import_module(f"{_RULES}.{name}").find)
    except ModuleNotFoundError as error:
        if error.name != f"{_RULES}.{name}":
            raise
        return None


def _findings(rule: Rule, found: list[Found]) -> tuple[Finding, ...]:
    if not found:
        return ()
    ordered = sorted(found, key=lambda item: (item.location.path, item.location.line or 0, item.message))
    seen: Counter[str] = Counter()
    findings = []
    for item in ordered:
        key = f"{rule.id}\0{item.location.path}\0{_LINES.sub('', item.message)}"
        seen[key] += 1
        findings.append(_finding(rule, item, f"{key}\0{seen[key]}"))
    return tuple(findings)


def _finding(rule: Rule, item: Found, key: str) -> Finding:
    return Finding(
        id=f"{rule.id}:{sha256(key.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}",
        rule=rule.id,
        severity=_severity(rule, item),
        confidence=item.confidence,
        location=item.location,
        message=item.message,
        why=item.why or rule.why,
        fix=item.fix or rule.fix,
        component=item.component,
        evidence=item.evidence,
    )


def _severity(rule: Rule, item: Found) -> Severity:
    severity = rule.severity if item.severity is None else item.severity
    return severity if rule.most is None else min(severity, rule.most)


def _order(finding: Finding) -> tuple[int, int, str, int, str, str]:
    place = finding.location
    confidence = _CONFIDENCE.index(finding.confidence)
    return (-finding.severity, confidence, place.path, place.line or 0, finding.rule, finding.id)
