"""Single limits: what each makes of the facts that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rail.model.profile import UseProfile
from rail.model.terms import FlowDown, Terms
from rail.model.verdict import Verdict
from rail.terms.ask.answer import Instrument
from rail.terms.ask.engine import ask
from terms.ask.own_terms import USE, asked, limit, permissions, prohibition

if TYPE_CHECKING:
    from rail.model.vocabulary import Vocabulary

COMPETITORS = limit("named-parties", excluded="competitors", effect="license-request")


@pytest.mark.parametrize(
    ("about", "params", "facts", "expected"),
    [
        ("no-competing-models", {}, {"competes": False}, "allowed"),
        ("no-competing-models", {"except": "non-commercial models"}, {"competes": True}, "unknown"),
        ("no-competing-models", {"except": "its own derivatives"}, {"competes": True}, "denied"),
        ("registration", {}, {}, "conditional"),
        ("registration", {}, {"registered": True}, "allowed"),
        ("registration", {"for": "commercial use"}, {"commercial": False}, "allowed"),
        ("named-parties", {}, {}, "unknown"),
        ("named-parties", {}, {"entitled-party": True}, "allowed"),
        ("named-parties", {}, {"entitled-party": False}, "denied"),
        ("named-parties", {"effect": "license-request"}, {}, "conditional"),
        ("named-parties", {"effect": "license-request"}, {"competes": False}, "allowed"),
        ("named-parties", {"effect": "license-request"}, {"competes": True}, "conditional"),
        ("named-parties", {"effect": "license-request"}, {"competes": True, "license-granted": True}, "allowed"),
        ("named-parties", {"effect": "license-request"}, {"competes": True, "license-granted": False}, "denied"),
        ("research-only", {}, {}, "unknown"),
        ("research-only", {}, {"research": False}, "denied"),
        ("no-derivatives", {}, {}, "allowed"),
        ("territory", {"excluded": ["comprehensively sanctioned jurisdictions"]}, {}, "conditional"),
        ("users-threshold", {"metric": "monthly-active-users", "value": "many"}, {}, "unknown"),
        ("users-threshold", {"metric": "moons", "value": 3}, {}, "unknown"),
        (
            "users-threshold",
            {"metric": "monthly-active-users", "value": 3, "when": "commercial", "effect": "no-rights"},
            {"monthly-active-users": 4, "commercial": False},
            "allowed",
        ),
    ],
)
def test_a_limit_and_the_facts_that_it_asks_for(
    vocabulary: Vocabulary, about: str, params: dict[str, Any], facts: dict[str, Any], expected: str
) -> None:
    """Use is granted; the limit alone decides."""
    assert asked(vocabulary, limit(about, **params), facts=facts).verdict.word == expected


@pytest.mark.parametrize(
    ("params", "facts", "expected"),
    [
        ({}, {}, "denied"),
        ({"of": "language models"}, {}, "unknown"),
        ({"of": "language models"}, {"competes": True}, "denied"),
        ({"of": "language models"}, {"competes": False}, "conditional"),
    ],
)
def test_training_on_outputs(
    vocabulary: Vocabulary, params: dict[str, Any], facts: dict[str, bool], expected: str
) -> None:
    """A ban for some models asks whether this is one; without the act it does not weigh."""
    ban = limit("no-output-training", **params)
    act = {"actions": ("train-on-outputs",), "facts": facts}
    assert asked(vocabulary, *permissions("train-on-outputs"), ban, **act).verdict.word == expected
    assert asked(vocabulary, ban, facts=facts).verdict is Verdict.ALLOWED


USERS = {"metric": "monthly-active-users", "value": 3}
MANY, AT_BAR = {"monthly-active-users": 4}, {"monthly-active-users": 3}


@pytest.mark.parametrize(
    ("about", "params", "facts", "expected"),
    [
        ("non-commercial", {}, {}, "unknown"),
        ("non-commercial", {}, {"commercial": False}, "conditional"),
        ("non-commercial", {}, {"commercial": True}, "denied"),
        ("non-commercial", {"of": "the outputs"}, {"commercial": True}, "unknown"),
        ("research-only", {}, {"research": True}, "conditional"),
        ("research-only", {"or": "commercial use"}, {"commercial": True}, "allowed"),
        ("research-only", {"or": "commercial use"}, {"commercial": False}, "unknown"),
        ("no-competing-models", {}, {}, "conditional"),
        ("no-competing-models", {}, {"competes": True}, "denied"),
        ("registration", {}, {"registered": False}, "denied"),
        ("registration", {"for": "commercial use"}, {"commercial": True}, "conditional"),
        ("registration", {"for": "other use"}, {"commercial": False}, "conditional"),
        ("scope-of-grant", {}, {}, "allowed"),
        ("scope-of-grant", {"to": "evaluate"}, {}, "conditional"),
        ("export-control", {}, {}, "conditional"),
        ("governing-law", {}, {}, "allowed"),
        ("a-limit-of-its-own", {}, {}, "unknown"),
        ("users-threshold", {**USERS, "effect": "no-rights"}, {}, "unknown"),
        ("users-threshold", {**USERS, "effect": "no-rights"}, AT_BAR, "allowed"),
        ("users-threshold", {**USERS, "effect": "no-rights", "comparison": "at-least"}, AT_BAR, "denied"),
        ("users-threshold", {**USERS, "effect": "no-rights"}, MANY, "denied"),
        ("users-threshold", USERS, MANY, "denied"),  # whom to ask stands nowhere
        ("users-threshold", {**USERS, "effect": "display"}, {}, "conditional"),
        ("users-threshold", {**USERS, "effect": "display"}, MANY, "conditional"),
        ("users-threshold", {**USERS, "effect": "display"}, {**MANY, "license-granted": False}, "conditional"),
        ("users-threshold", {**USERS, "effect": "license-request"}, MANY, "conditional"),
        ("users-threshold", {**USERS, "effect": "license-request"}, {**MANY, "license-granted": True}, "conditional"),
        ("users-threshold", {**USERS, "effect": "license-request"}, {**MANY, "license-granted": False}, "denied"),
        ("users-threshold", {**USERS, "covers": "commercial-use"}, {**MANY, "commercial": False}, "allowed"),
        ("users-threshold", {**USERS, "when": "always"}, {**MANY, "commercial": False}, "denied"),
    ],
)
def test_each_answer_to_what_a_limit_asks(
    vocabulary: Vocabulary, about: str, params: dict[str, Any], facts: dict[str, Any], expected: str
) -> None:
    """Use for money is granted too; the limit alone decides."""
    granted = permissions("commercial-use")
    assert asked(vocabulary, *granted, limit(about, **params), facts=facts).verdict.word == expected


@pytest.mark.parametrize(
    ("params", "facts", "asks"),
    [
        ({"effect": "license-request"}, MANY, {"license-granted"}),
        ({"effect": "license-request"}, {**MANY, "license-granted": True}, set()),
        ({"effect": "no-rights"}, MANY, set()),
        ({"effect": "no-rights"}, {}, {"monthly-active-users"}),
    ],
)
def test_a_threshold_asks_for_what_is_open(
    vocabulary: Vocabulary, params: dict[str, Any], facts: dict[str, Any], asks: set[str]
) -> None:
    """The number first; above it whether the licensor has agreed, where that helps."""
    bar = limit("users-threshold", **USERS, **params)
    found = asked(vocabulary, *permissions("commercial-use"), bar, facts=facts)
    asked_for = {
        question for reason in found.reasons if reason.about == "users-threshold" for question in reason.questions
    }
    assert asked_for == asks


@pytest.mark.parametrize(
    ("about", "params", "actions", "expected"),
    [
        ("no-derivatives", {}, ("modify",), "conditional"),
        ("no-derivatives", {}, ("modify", "distribute"), "denied"),
        ("no-derivatives", {"scope": "making"}, ("modify",), "denied"),
        ("no-derivatives", {}, ("distribute",), "allowed"),
        ("no-distribution", {}, ("distribute",), "denied"),
        ("no-distribution", {}, ("modify",), "allowed"),
        ("no-distribution", {"except": "to affiliates"}, ("distribute",), "unknown"),
        ("no-distribution", {"to": "rivals"}, ("distribute",), "unknown"),
        ("no-competing-models", {}, ("train",), "unknown"),
        ("no-competing-models", {}, ("host",), "conditional"),
    ],
)
def test_a_limit_on_acts(
    vocabulary: Vocabulary, about: str, params: dict[str, Any], actions: tuple[str, ...], expected: str
) -> None:
    """All acts are granted; the limit decides over those that it names."""
    granted = permissions("modify", "distribute", "distribute-derivative", "host", "train")
    assert asked(vocabulary, *granted, limit(about, **params), actions=actions).verdict.word == expected


@pytest.mark.parametrize(
    ("unit", "currency", "expected"), [("EUR", "EUR", "denied"), ("USD", "EUR", "unknown"), ("EUR", "", "unknown")]
)
def test_money_is_compared_in_its_own_currency(vocabulary: Vocabulary, unit: str, currency: str, expected: str) -> None:
    """Two currencies are not compared."""
    bar = limit("revenue-threshold", metric="annual-revenue", value=100, unit=unit, effect="no-rights")
    found = asked(vocabulary, *permissions("commercial-use"), bar, facts={"annual-revenue": 101}, currency=currency)
    assert found.verdict.word == expected


@pytest.mark.parametrize("about", ["non-commercial", "research-only"])
def test_outputs_that_are_free_are_free(vocabulary: Vocabulary, about: str) -> None:
    """A limit that lets outputs go does not bind who only publishes them."""
    free, bound = limit(about, outputs="free"), limit(about, outputs="included")
    granted = permissions("use-outputs")
    assert asked(vocabulary, *granted, free, actions=("publish-outputs",)).verdict is Verdict.ALLOWED
    assert asked(vocabulary, *granted, bound, actions=("publish-outputs",)).verdict is Verdict.UNKNOWN
    assert asked(vocabulary, *granted, free, actions=("publish-outputs", "use")).verdict is Verdict.UNKNOWN


def test_evaluation_is_free_where_the_limit_says_so(vocabulary: Vocabulary) -> None:
    """For research or evaluation only: evaluating needs no research."""
    evaluation = limit("research-only", **{"or": "evaluation"})
    assert asked(vocabulary, evaluation, actions=("evaluate",)).verdict is Verdict.ALLOWED
    assert asked(vocabulary, evaluation).verdict is Verdict.UNKNOWN


def test_a_model_from_outputs_that_counts_as_a_derivative_is_permitted_with_them(vocabulary: Vocabulary) -> None:
    """Where such a model is a derivative, the permission to make derivatives covers it."""
    act = {"actions": ("train-on-outputs",)}
    derivative = limit("distillation-is-derivative")
    assert asked(vocabulary, *permissions("modify"), **act).verdict is Verdict.UNKNOWN
    assert asked(vocabulary, *permissions("modify"), derivative, **act).verdict is Verdict.ALLOWED


def test_an_altered_permission_is_unknown_and_not_withheld(vocabulary: Vocabulary) -> None:
    """What the edited clause grants cannot be told, even where all else is reserved."""
    terms = Terms(FlowDown.NONE, (USE, limit("scope-of-grant")))
    edited = Instrument("ours", "licence", None, terms, uncertain=frozenset({"use"}))
    assert ask([edited], UseProfile(), vocabulary).verdict is Verdict.UNKNOWN


def test_a_place_of_use_is_no_seat_where_the_limit_goes_by_the_place(vocabulary: Vocabulary) -> None:
    """A seat in an excluded place matters only where the limit does not say that it goes by the place."""
    abroad = {"territory": ("US",), "domicile": ("FR",)}
    assert asked(vocabulary, limit("territory", excluded=["EU"], by="place"), **abroad).verdict is Verdict.ALLOWED
    assert asked(vocabulary, limit("territory", excluded=["EU"]), **abroad).verdict is Verdict.DENIED
    only_seat = {"domicile": ("US",)}
    assert asked(vocabulary, limit("territory", excluded=["EU"], by="place"), **only_seat).verdict is Verdict.UNKNOWN


def test_a_ban_on_hosting_a_part_leaves_hosting_open(vocabulary: Vocabulary) -> None:
    """What the clause names may not be hosted; whether it is that is not stated."""
    granted = permissions("host")
    assert asked(vocabulary, *granted, limit("no-hosting"), actions=("host",)).verdict is Verdict.DENIED
    part = limit("no-hosting", of="trained models")
    assert asked(vocabulary, *granted, part, actions=("host",)).verdict is Verdict.UNKNOWN
    assert asked(vocabulary, *granted, part).verdict is Verdict.ALLOWED


def test_what_each_answer_would_lead_to(vocabulary: Vocabulary) -> None:
    """Uses, numbers and places are asked again with each of their answers."""
    bar = limit("users-threshold", metric="monthly-active-users", value=700, unit="users", effect="no-rights")
    place = limit("territory", excluded=["EU"], by="domicile")
    answer = asked(vocabulary, prohibition("medical-advice"), sectors=("health",))
    leads = {item.question: {way: verdict.word for way, verdict in item.leads_to.items()} for item in answer.missing}
    assert leads["use:medical-advice"] == {"yes": "denied", "no": "allowed"}
    business = permissions("commercial-use")
    (number,) = asked(vocabulary, *business, bar).missing
    assert {way: verdict.word for way, verdict in number.leads_to.items()} == {
        "above the threshold": "denied",
        "below it": "allowed",
    }
    (where,) = asked(vocabulary, *business, place).missing
    assert {way: verdict.word for way, verdict in where.leads_to.items()} == {"in EU": "denied", "elsewhere": "allowed"}
    (there,) = asked(vocabulary, *business, limit("territory", excluded=["EU"], by="place"), domicile=("US",)).missing
    assert there.leads_to == {"in EU": Verdict.DENIED, "elsewhere": Verdict.ALLOWED}
    (seat,) = asked(vocabulary, *business, place, territory=("FR",)).missing
    assert (seat.question, seat.leads_to["elsewhere"]) == ("domicile", Verdict.ALLOWED)


def test_a_competitor_is_asked_for_its_licence(vocabulary: Vocabulary) -> None:
    """First whether it competes, then whether the licensor has agreed."""
    business = permissions("commercial-use")
    assert [item.question for item in asked(vocabulary, *business, COMPETITORS).missing] == ["competes"]
    known = asked(vocabulary, *business, COMPETITORS, facts={"competes": True})
    assert [item.question for item in known.missing] == ["license-granted"]


def test_who_sells_does_it_for_money(vocabulary: Vocabulary) -> None:
    """An act can say what the facts leave open."""
    granted = permissions("sell", "commercial-use")
    assert asked(vocabulary, *granted, limit("non-commercial"), actions=("sell",)).verdict is Verdict.DENIED
    assert asked(vocabulary, *granted, limit("non-commercial"), actions=("use",)).verdict is Verdict.UNKNOWN
