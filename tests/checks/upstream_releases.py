"""Hand-built releases on upstreams whose licences are known, and what the rules on upstream terms make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.engine import run_rule
from rail.checks.outcome import verdict_of
from rail.knowledge.store import Knowledge
from rail.model.facts import ClaimSource, Component, ComponentKind, Facts, LicenseClaim, RelationKind, Upstream
from rail.model.location import Location

if TYPE_CHECKING:
    from rail.model.finding import Finding
    from rail.model.verdict import Verdict

KNOWLEDGE = Knowledge.load()
GROUPS = ("flow-down", "attribution", "compatibility")
# A vendor's mark in a name may be explained by an upstream, and then an upstream more can say so.
NAMES = frozenset({"vendor-name-used"})
RULES = {
    rule.id: rule
    for rule in KNOWLEDGE.rules("default")
    if (rule.group in GROUPS or rule.id.endswith(("wider-license", "data-unsettled"))) and rule.id not in NAMES
}


def upstream(name: str, license_id: str | None, kind: RelationKind = RelationKind.FINETUNE) -> Upstream:
    """Return a model or data set that the card names."""
    return Upstream(kind, name, "card", Location("README.md", 3), license_id, "hub-cache" if license_id else None)


def release(own: str | None, *upstreams: Upstream) -> Facts:
    """Return a model release under a licence, built on upstreams."""
    weights = (ComponentKind.WEIGHTS,)
    claim = LicenseClaim(ClaimSource.CARD_FRONT_MATTER, own or "", own, None, weights, "", Location("README.md", 2))
    return Facts(
        source="folder",
        path=".",
        revision=None,
        name="release",
        artifact="model",
        hub_style=True,
        files=2,
        bytes=2,
        components=(Component(ComponentKind.WEIGHTS, ("model.safetensors",), 1, (), own, "card"),),
        claims=(claim,) if own else (),
        upstreams=upstreams,
    )


def findings(facts: Facts, *rule_ids: str) -> tuple[Finding, ...]:
    """Return what some rules, or all that this is about, find."""
    return tuple(one for name in rule_ids or RULES for one in run_rule(RULES[name], facts, KNOWLEDGE)[0])


def verdict(facts: Facts) -> Verdict:
    """Return the verdict of these rules alone."""
    ran = [run_rule(rule, facts, KNOWLEDGE) for rule in RULES.values()]
    found, skipped = [item for one, _ in ran for item in one], [item for _, two in ran for item in two]
    return verdict_of(found, skipped, (), {rule.id: rule.severity for rule in RULES.values()})


def about(finding: Finding) -> str:
    """Return the group of the rule that found something."""
    return RULES[finding.rule].group
