"""Packs on the shoulders of others: which rules are on, how heavy, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.checks.engine import run_checks
from rail.checks.policy import active_policy
from rail.errors import DataError, UnknownIdError
from rail.knowledge.store import Knowledge
from rail.model.card import Card, Map, MapEntry, Scalar
from rail.model.facts import Facts
from rail.model.finding import Severity
from rail.model.policy import Override, RulePack

if TYPE_CHECKING:
    from rail.checks.outcome import Outcome
    from rail.model.policy import ActivePolicy

KNOWLEDGE = Knowledge.load()
RULE = "card-section-missing"
IDS = sorted(rule.id for rule in KNOWLEDGE.rules("default"))


def pack(name: str, *overrides: Override, extends: tuple[str, ...] = ("default",)) -> RulePack:
    """Return a pack of one's own."""
    return RulePack(name, name, "s", f"{name}/pack.yaml", extends, overrides, own=True)


def active(*packs: RulePack, artifact: str = "model", stage: str | None = None) -> ActivePolicy:
    """Return what is on under some packs of one's own."""
    known = KNOWLEDGE.with_packs({f"./{one.id}": one for one in packs})
    return active_policy(known, [f"./{one.id}" for one in packs], artifact=artifact, stage=stage)


def severity_of(policy: ActivePolicy) -> Severity | None:
    """Return the severity of the one rule that these tests change, or ``None`` where it is off."""
    return next((rule.severity for rule in policy.rules if rule.id == RULE), None)


def faulty() -> Facts:
    """Return a release in which several rules find something."""
    rows = (("license", "openrail", 2), ("license", "Apache 2.0", 3), ("base_model", "bigscience/bloom", 4))
    entries = tuple(MapEntry(key, line, Scalar(value, line, quoted=False, reads_as="str")) for key, value, line in rows)
    card = Card("README.md", "model", Map(entries, 2), has_fence=True, body_line=9)
    return Facts("folder", ".", None, "release", "model", hub_style=True, files=1, bytes=1, cards=(card,))


def test_a_pack_takes_over_the_rules_that_it_extends() -> None:
    """Nothing is lost, nothing is added, and nothing is said to be changed."""
    policy = active(pack("bank"))
    assert policy == replace(active_policy(KNOWLEDGE, ["default"]), packs=("bank", "default"))
    assert policy.changes == ()


def test_a_rule_that_is_off_is_named_with_place_and_reason() -> None:
    """What a pack hides is shown."""
    policy = active(pack("bank", Override(RULE, 7, off=True, reason="why")))
    assert severity_of(policy) is None
    assert [(one.rule, one.change, one.place, one.reason) for one in policy.changes] == [
        (RULE, "off", "bank/pack.yaml:7", "why")
    ]


@pytest.mark.parametrize(
    ("override", "artifact", "stage", "severity"),
    [
        (Override(RULE, 1, severity=Severity.ERROR), "model", None, Severity.ERROR),
        (Override(RULE, 1, severity=Severity.INFO, stages=("draft",)), "model", "draft", Severity.INFO),
        (Override(RULE, 1, severity=Severity.INFO, stages=("draft",)), "model", None, Severity.WARNING),
        (Override(RULE, 1, severity=Severity.ERROR, stages=("release",)), "model", None, Severity.ERROR),
        (Override(RULE, 1, severity=Severity.ERROR, artifacts=("dataset",)), "model", None, Severity.WARNING),
        (Override(RULE, 1, severity=Severity.ERROR, artifacts=("dataset",)), "unknown", None, Severity.ERROR),
        (Override(RULE, 1, severity=Severity.INFO, artifacts=("dataset",)), "unknown", None, Severity.WARNING),
        (Override(RULE, 1, off=True, reason="r", artifacts=("code",)), "unknown", None, Severity.WARNING),
    ],
)
def test_kind_and_stage_decide(override: Override, artifact: str, stage: str | None, severity: Severity) -> None:
    """A stage that is not stated counts as a release; a kind that cannot be told never makes a rule milder."""
    assert severity_of(active(pack("bank", override), artifact=artifact, stage=stage)) is severity


def test_the_strictest_of_two_packs_holds() -> None:
    """A pack loosens only what it takes over itself."""
    mild = pack("mild", Override(RULE, 1, severity=Severity.INFO))
    off = pack("off", Override(RULE, 1, off=True, reason="r"))
    hard = pack("hard", Override(RULE, 1, severity=Severity.ERROR))
    assert severity_of(active(mild, hard)) is Severity.ERROR
    assert severity_of(active(mild, off)) is Severity.INFO
    assert severity_of(active(off)) is None


def test_a_pack_on_two_others_says_which_holds() -> None:
    """What two packs differ in, a third one settles."""
    mild = pack("mild", Override(RULE, 1, params={"sections": {"model": {}}}))
    hard = pack("hard", Override(RULE, 1, params={"sections": {"model": {"uses": "use"}}}))
    with pytest.raises(DataError, match=r"hard/pack.yaml:1 and mild/pack.yaml:1 set other parameters"):
        active(mild, hard)
    top = pack("top", Override(RULE, 1, severity=Severity.INFO), extends=("./mild",))
    assert severity_of(active(top, mild)) is Severity.WARNING


def test_a_circle_is_refused() -> None:
    """Packs that extend one another are named in their order."""
    one, two = pack("one", extends=("./two",)), pack("two", extends=("./one",))
    with pytest.raises(DataError, match=r"two/pack.yaml: extends: ./one -> ./two -> ./one"):
        active(one, two)


def test_two_packs_of_one_id_are_refused() -> None:
    """An id names one pack."""
    one = pack("bank")
    known = KNOWLEDGE.with_packs({"./a": one, "./b": replace(one, place="other/pack.yaml")})
    with pytest.raises(DataError, match=r"'bank' is also the id of bank/pack.yaml"):
        active_policy(known, ["./a", "./b"])


def test_an_unknown_rule_is_named_with_the_nearest() -> None:
    """A slip in a rule's id does not pass for a rule that was changed."""
    with pytest.raises(UnknownIdError) as caught:
        active(pack("bank", Override("card-section-mising", 9, severity=Severity.ERROR)))
    assert caught.value.message.startswith("bank/pack.yaml:9: rules.card-section-mising")
    assert caught.value.hint == f"did you mean {RULE}?"


@pytest.mark.parametrize("params", [{"sektions": {}}, {"sections": "all"}])
def test_a_parameter_that_the_rule_does_not_have_is_refused(params: dict[str, object]) -> None:
    """Neither a slip in its name nor another shape passes."""
    with pytest.raises((DataError, UnknownIdError), match=r"rules.card-section-missing.params"):
        active(pack("bank", Override(RULE, 1, params=params)))


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"sektions": {}}, "the rule has no such parameter"),
        ({"sections": "all"}, "expected a mapping"),
        ({"stub": "many"}, "expected a number"),
    ],
)
def test_a_parameter_is_refused_with_what_was_expected(params: dict[str, object], told: str) -> None:
    """The line in the pack, the parameter, and the shape that it has."""
    with pytest.raises((DataError, UnknownIdError)) as caught:
        active(pack("bank", Override(RULE, 7, params=params)))
    assert caught.value.message == f"bank/pack.yaml:7: rules.card-section-missing.params.{next(iter(params))}: {told}"
    if "sektions" in params:
        assert "sections" in (caught.value.hint or "")


def test_an_unknown_pack_below_another_is_named_with_the_place() -> None:
    """The message says which file asks for it."""
    with pytest.raises(UnknownIdError, match=r"bank/pack.yaml: extends: defalt"):
        active(pack("bank", extends=("defalt",)))


overrides = st.builds(
    Override,
    st.sampled_from(IDS),
    st.integers(1, 99),
    severity=st.none() | st.sampled_from(Severity),
    off=st.none() | st.booleans(),
    artifacts=st.sampled_from([(), ("model",), ("dataset", "code")]),
    stages=st.sampled_from([(), ("draft",), ("candidate", "release")]),
)
lists = st.lists(overrides, max_size=6)


@given(lists, lists, st.sampled_from(["model", "code", "unknown"]), st.sampled_from([None, "draft", "release"]))
def test_two_packs_in_either_order_are_one_policy(
    first: list[Override], second: list[Override], artifact: str, stage: str | None
) -> None:
    """The order in which packs are named changes nothing."""
    one, two = pack("one", *first), pack("two", *second)
    assert active(one, two, artifact=artifact, stage=stage) == active(two, one, artifact=artifact, stage=stage)


@given(lists, lists)
def test_another_pack_never_makes_a_rule_milder(first: list[Override], second: list[Override]) -> None:
    """What is on stays on, and at least as heavy."""
    one, two = pack("one", *first), pack("two", *second)
    both = {rule.id: rule.severity for rule in active(one, two).rules}
    assert all(both[rule.id] >= rule.severity for rule in active(one).rules)


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(Severity)))
def test_a_milder_severity_never_changes_what_is_found(severities: dict[str, Severity]) -> None:
    """The same findings stand in the report, none of them heavier than the pack says."""
    known = KNOWLEDGE.rules("default")
    lower = {rule.id: min(rule.severity, severities.get(rule.id, rule.severity)) for rule in known}
    mild = pack("mild", *(Override(rule_id, 1, severity=severity) for rule_id, severity in lower.items()))
    before = run_checks(faulty(), KNOWLEDGE)
    after = run_checks(faulty(), KNOWLEDGE.with_packs({"./mild": mild}), ["./mild"])
    assert {finding.id for finding in before.findings} == {finding.id for finding in after.findings}
    assert before.skipped == after.skipped
    assert before.findings
    assert all(finding.severity <= _severity(before, finding.id) for finding in after.findings)


def _severity(outcome: Outcome, finding_id: str) -> Severity:
    return next(one.severity for one in outcome.findings if one.id == finding_id)
