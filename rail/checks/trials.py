"""What a rule makes of a written case, held against what the case expects."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from rail.checks.engine import is_applicable, run_rule
from rail.errors import DataError
from rail.model.lineage import LicenseAnswer, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rail.checks.cases import Case
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.finding import Finding, Rule, SkippedRule
    from rail.model.lineage import Node

    Ran = tuple[tuple[Finding, ...], tuple[SkippedRule, ...]]

_OF_FIRST: Mapping[str, Callable[[Finding], str]] = {
    "at": lambda first: str(first.location),
    "severity": lambda first: first.severity.word,
    "confidence": lambda first: first.confidence,
    "message_has": lambda first: first.message,
    "fix_has": lambda first: first.fix,
}


def judge(case: Case, rule: Rule, root: Path, knowledge: Knowledge) -> list[str]:
    """Run one rule on a written case and return what is not as expected, in words; empty when all is."""
    return differences(case, run_case(case, rule, root, knowledge))


def run_case(case: Case, rule: Rule, root: Path, knowledge: Knowledge) -> Ran | None:
    """Return what one rule makes of a written case; ``None`` where the rule does not run on such a release."""
    facts = facts_of(case, root, knowledge)
    if not is_applicable(rule, facts):
        return None
    if "scan" in rule.params:
        facts = _with_scan(facts, root, knowledge)
    set_rule = replace(rule, params={**rule.params, **case.params})
    return run_rule(set_rule, facts, knowledge, as_of=case.as_of)


def facts_of(case: Case, root: Path, knowledge: Knowledge) -> Facts:
    """Return the facts of a written case, with the upstreams that it names."""
    from rail.artifacts.collect import collect_facts

    return _with_upstreams(case, collect_facts(str(root), hub=case.hub, knowledge=knowledge))


def differences(case: Case, ran: Ran | None) -> list[str]:
    """Return what is not as the case expects, in words; empty when all is."""
    if ran is None:
        return [] if case.expect == "silent" else ["the rule does not run on such a release"]
    findings, skipped = ran
    outcome = "fires" if findings else "skips" if skipped else "silent"
    if outcome != case.expect:
        told = [finding.message for finding in findings] + [skip.reason for skip in skipped]
        return [f"expected {case.expect}, got {outcome}: {told}"]
    return [
        f"{key}: expected {value!r}, got {got!r}"
        for key, value in case.wanted.items()
        if not _holds(key, value, got := _actual(key, findings, skipped))
    ]


def _with_scan(facts: Facts, root: Path, knowledge: Knowledge) -> Facts:
    from rail.artifacts.collect import open_source
    from rail.artifacts.secret_scan import scan_secrets

    with open_source(str(root)) as source:
        return replace(facts, scans=(scan_secrets(source, knowledge),))


def _with_upstreams(case: Case, facts: Facts) -> Facts:
    """Return the facts as if the Hub cache held the upstreams that the case names."""
    told = {name: {"license": value} if isinstance(value, str) else value for name, value in case.upstreams.items()}
    upstreams = tuple(
        replace(item, license=told[item.name]["license"], resolved_by="hub-cache", resolution_source="the case")
        if item.name in told
        else item
        for item in facts.upstreams
    )
    nodes = tuple(_cached(node, told[node.name]) if node.name in told else node for node in facts.lineage.nodes)
    return replace(facts, upstreams=upstreams, lineage=replace(facts.lineage, nodes=nodes))


def _cached(node: Node, told: Mapping[str, str]) -> Node:
    from rail.identify.normalise import phrase_words

    words = phrase_words(told.get("notice", ""))
    digest = sha256(" ".join(words).encode()).hexdigest()
    answer = LicenseAnswer("hub-cache", "text", told["license"], told["license"], "the case")
    notice = Notice("NOTICE", len(words), digest) if words else None
    return replace(node, license=told["license"], answers=(answer,), notice=notice)


def _actual(key: str, findings: tuple[Finding, ...], skipped: tuple[SkippedRule, ...]) -> object:
    if key == "reason_has":
        return " ".join(skip.reason for skip in skipped)
    if key == "count":
        return len(findings)
    if key not in _OF_FIRST:
        message = f"{key}: no such expectation"
        raise DataError(message)
    return _OF_FIRST[key](findings[0]) if findings else ""


def _holds(key: str, value: object, got: object) -> bool:
    return str(value) in str(got) if key.endswith("_has") else value == got
