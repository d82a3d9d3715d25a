"""`rail derive` before there are files says what `rail check` says of the release afterwards."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from attach.derive.releases import DAY, bases
from rail.attach.derive.derivation import derive
from rail.attach.derive.wanted import HOWS, Wanted
from rail.checks.engine import run_checks
from rail.knowledge.store import Knowledge
from rail.model.facts import ClaimSource, Component, ComponentKind, LicenseClaim
from rail.model.finding import Severity
from rail.model.location import Location
from rail.model.verdict import Verdict
from rail.operations.derive import planned_facts

if TYPE_CHECKING:
    from rail.model.facts import Facts
    from rail.model.finding import Finding

KNOWLEDGE = Knowledge.load()
OWN = ("mit", "gpl-3.0", "cc-by-4.0", "cc-by-nc-sa-4.0", "bigscience-openrail-m", "bigcode-openrail-m", "llama3.1")
RULES = frozenset(
    {
        "restrictions-dropped",
        "restrictions-weakened",
        "license-wider-than-upstream",
        "share-alike-dropped",
        "upstreams-incompatible",
        "derivatives-forbidden",
        "upstream-license-version-differs",
    }
)
# What an annex makes up for: the rules look at a card alone here.
ANNEXED = frozenset({"restrictions-dropped", "restrictions-weakened"})


def published(facts: Facts, license_id: str) -> Facts:
    """Return the planned release with a card that states a licence for its weights."""
    weights = (ComponentKind.WEIGHTS,)
    place = Location("README.md", 2)
    claim = LicenseClaim(ClaimSource.CARD_FRONT_MATTER, license_id, license_id, None, weights, "", place)
    part = Component(ComponentKind.WEIGHTS, ("model.safetensors",), 1, (0,), license_id, "card")
    return replace(facts, claims=(claim,), components=(part,))


def found(facts: Facts) -> list[Finding]:
    """Return the findings of the rules that hold upstreams' terms against one another and the own ones."""
    outcome = run_checks(facts, KNOWLEDGE, ("default",), as_of=DAY)
    return [one for one in outcome.findings if one.rule in RULES]


@pytest.mark.parametrize("how", ["finetune", "distilled"])
@pytest.mark.parametrize("own", OWN)
def test_a_licence_is_denied_where_a_rule_would_find_an_error(own: str, how: str) -> None:
    """One base for each licence: neither is milder than the other one."""
    license_ = KNOWLEDGE.license(own)
    for license_id, name in bases().items():
        wanted = Wanted(((name, HOWS[how]),), (), license_)
        facts = planned_facts(wanted, KNOWLEDGE, None, DAY, online=False)
        derived = derive(wanted, facts, KNOWLEDGE)
        annexed = ANNEXED if any(ground.kind == "annex" for ground in derived.grounds) else frozenset()
        findings = found(published(facts, own))
        weighty = {one.severity for one in findings if one.rule not in annexed}
        if Severity.ERROR in weighty:
            assert derived.verdict is Verdict.DENIED, license_id
        if Severity.REVIEW in weighty:
            assert derived.verdict <= Verdict.UNKNOWN, license_id
        if derived.verdict is Verdict.DENIED:
            assert {one.severity for one in findings} & {Severity.ERROR, Severity.REVIEW}, license_id


def test_two_bases_go_together_where_no_rule_finds_otherwise() -> None:
    """Sampled pairs of bases, merged."""
    chance = random.Random(5)  # noqa: S311 # the same samples every time
    names = sorted(bases().values())
    for _ in range(150):
        pair = tuple(chance.sample(names, 2))
        wanted = Wanted(tuple((name, HOWS["merge"]) for name in pair))
        facts = planned_facts(wanted, KNOWLEDGE, None, DAY, online=False)
        derived = derive(wanted, facts, KNOWLEDGE)
        told = {one.severity for one in found(facts) if one.rule == "upstreams-incompatible"}
        effects = {ground.effect for ground in derived.grounds if ground.kind == "pair"}
        assert (Severity.ERROR in told) == (Verdict.DENIED in effects), pair
        assert Severity.REVIEW not in told or Verdict.UNKNOWN in effects, pair
