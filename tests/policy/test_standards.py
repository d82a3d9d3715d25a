"""The packs that come along, and the lists of what laws and standards ask for."""

from __future__ import annotations

from collections import Counter

import pytest

from rail.checks.policy import active_policy
from rail.checks.told import FACTS
from rail.knowledge.store import Knowledge
from rail.model.finding import Severity

KNOWLEDGE = Knowledge.load()
LISTS = {name: KNOWLEDGE.standard(name) or {} for name in KNOWLEDGE.standards()}
KNOWN = {rule.id for name in KNOWLEDGE.packs() for rule in KNOWLEDGE.rules(name)}


@pytest.mark.parametrize("name", LISTS)
def test_an_item_says_where_it_is_looked_for(name: str) -> None:
    """By words, keys, files or facts that are read; or it says who else can tell."""
    for item in LISTS[name]["items"]:
        looked = [item.get(key) for key in ("sections", "phrases", "counted", "keys", "files", "facts")]
        assert any(looked) or item.get("told_by"), item["id"]
        assert set(item.get("facts", ())) <= set(FACTS)
        assert set(item.get("checks", ())) <= KNOWN
    ids = [item["id"] for item in LISTS[name]["items"]]
    assert len(set(ids)) == len(ids)


def test_the_g7_list_has_fifty_elements_in_seven_clusters() -> None:
    """As many as were counted when it was read."""
    parts = Counter(item["part"] for item in LISTS["g7-sbom-for-ai"]["items"])
    assert parts == {
        "metadata": 10,
        "system": 9,
        "models": 13,
        "datasets": 10,
        "infrastructure": 2,
        "security": 4,
        "indicators": 2,
    }


def test_the_californian_list_has_twelve_items() -> None:
    """As the act has."""
    assert len(LISTS["ca-ab-2013"]["items"]) == 12


@pytest.mark.parametrize("name", [name for name in KNOWLEDGE.packs() if name != "default"])
def test_a_pack_that_comes_along_turns_nothing_off(name: str) -> None:
    """None makes a default rule milder that it takes over."""
    default = {rule.id: rule.severity for rule in active_policy(KNOWLEDGE, ["default"]).rules}
    policy = active_policy(KNOWLEDGE, [name])
    here = {rule.id: rule.severity for rule in policy.rules}
    assert all(here.get(rule_id, severity) >= severity for rule_id, severity in default.items())
    assert [change for change in policy.changes if change.change == "off"] == []


def test_all_packs_can_be_named_together() -> None:
    """No two of them have a rule of one id, or contradict each other."""
    packs = KNOWLEDGE.packs()
    assert {rule.id for rule in active_policy(KNOWLEDGE, packs).rules} == KNOWN


def test_under_strict_nothing_of_the_default_rules_only_warns() -> None:
    """What warns is an error there; what informs warns."""
    rules = active_policy(KNOWLEDGE, ["strict"]).rules
    taken = [rule for rule in rules if rule.pack == "default"]
    assert Severity.INFO not in {rule.severity for rule in taken}
    heavier = {rule.id for rule in KNOWLEDGE.rules("default") if rule.severity is Severity.WARNING}
    assert {rule.severity for rule in taken if rule.id in heavier} == {Severity.ERROR}
