"""Single steps of the engine: qualifiers, thresholds, places, policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.model.profile import UseProfile
from rail.model.terms import FlowDown, Term, TermKind, Terms
from rail.model.verdict import Verdict
from rail.terms.ask.answer import Instrument
from rail.terms.ask.engine import ask
from terms.ask.own_terms import USE, asked, limit, prohibition

if TYPE_CHECKING:
    from rail.model.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("facts", "expected"),
    [({}, "conditional"), ({"consent": True}, "conditional"), ({"consent": False}, "denied")],
)
def test_an_exception_lifts_what_it_is_stated_to_meet(
    vocabulary: Vocabulary, facts: dict[str, bool], expected: str
) -> None:
    """Unstated it is a condition, stated as not met the prohibition stands."""
    term = prohibition("impersonation", exception=("consent",))
    assert asked(vocabulary, term, uses=("impersonation",), facts=facts).verdict.word == expected


def test_one_of_several_exceptions_suffices_unless_all_are_needed(vocabulary: Vocabulary) -> None:
    """Alternatives, and a record that says that all of them must be met."""
    facts = {"authorization": True, "reasonable": False}
    values = ("authorization", "reasonable-use")
    either = prohibition("personal-data-misuse", exception=values)
    both = prohibition("personal-data-misuse", {"exception": "all-needed"}, exception=values)
    profile = {"uses": ("personal-data-misuse",), "facts": facts}
    assert asked(vocabulary, either, **profile).verdict is Verdict.CONDITIONAL
    assert asked(vocabulary, both, **profile).verdict is Verdict.DENIED


def test_an_exception_that_covers_part_of_a_clause_leaves_the_rest_open(vocabulary: Vocabulary) -> None:
    """What lifts one half does not lift the other."""
    term = prohibition("automated-legal-decisions", {"exception-covers": "obligations"}, exception=("disclosure",))
    profile = {"uses": ("automated-legal-decisions",), "facts": {"disclosure": True}}
    assert asked(vocabulary, term, **profile).verdict is Verdict.UNKNOWN


def test_a_narrower_use_falls_under_a_broader_ban_and_a_broader_one_may(vocabulary: Vocabulary) -> None:
    """The tree of uses decides what is named and what is only possible."""
    ban = prohibition("harm-to-people")
    assert asked(vocabulary, ban, uses=("human-trafficking",)).verdict is Verdict.DENIED
    narrow = prohibition("human-trafficking")
    assert asked(vocabulary, narrow, uses=("harm-to-people",)).verdict is Verdict.UNKNOWN


def test_excluding_every_restricted_use_leaves_a_permission(vocabulary: Vocabulary) -> None:
    """Restrictions that the profile rules out do not weigh."""
    answer = asked(vocabulary, prohibition("military"), not_uses=("military",))
    assert answer.verdict is Verdict.ALLOWED
    assert [reason.about for reason in answer.reasons] == ["use"]


@pytest.mark.parametrize(
    ("number", "effect", "expected"),
    [
        (None, "no-rights", "unknown"),
        (None, "license-request", "conditional"),
        (700, "no-rights", "allowed"),
        (701, "no-rights", "denied"),
        (701, "license-request", "conditional"),
        (701, "display", "conditional"),
    ],
)
def test_thresholds(vocabulary: Vocabulary, number: int | None, effect: str, expected: str) -> None:
    """The number itself is still within; above it the clause says what happens."""
    term = limit("users-threshold", metric="monthly-active-users", value=700, unit="users", effect=effect)
    facts = {} if number is None else {"monthly-active-users": number}
    assert asked(vocabulary, term, facts=facts).verdict.word == expected


def test_money_in_another_currency_is_not_compared(vocabulary: Vocabulary) -> None:
    """No rate of exchange is guessed."""
    term = limit("revenue-threshold", metric="annual-revenue", value=10, unit="CNY", effect="no-rights")
    assert asked(vocabulary, term, facts={"annual-revenue": 1}).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("places", "expected"),
    [((), "unknown"), (("FR",), "denied"), (("JP",), "allowed"), (("JP", "FR"), "denied"), (("EU",), "denied")],
)
def test_places(vocabulary: Vocabulary, places: tuple[str, ...], expected: str) -> None:
    """A member of an excluded union is excluded; one excluded place suffices."""
    term = limit("territory", excluded=["EU"], by="place")
    assert asked(vocabulary, term, territory=places).verdict.word == expected


def test_a_policy_that_is_not_held_leaves_the_answer_open(vocabulary: Vocabulary) -> None:
    """What stands at an address and was never read permits nothing."""
    elsewhere = Term("p", TermKind.DUTY, "follow-policy", "4", "Keep it.", params={"policy": "their-policy"})
    inside = Term("p", TermKind.DUTY, "follow-policy", "4", "Keep it.", params={"policy": "ours"})
    assert asked(vocabulary, elsewhere).verdict is Verdict.UNKNOWN
    assert asked(vocabulary, inside).verdict is Verdict.CONDITIONAL


def test_what_a_closed_grant_does_not_name_is_denied(vocabulary: Vocabulary) -> None:
    """Silence is unknown; silence in a text that permits only what it names is a denial."""
    assert asked(vocabulary, actions=("host",)).verdict is Verdict.UNKNOWN
    assert asked(vocabulary, limit("scope-of-grant"), actions=("host",)).verdict is Verdict.DENIED


def test_an_altered_permission_is_no_permission(vocabulary: Vocabulary) -> None:
    """Whoever edits the clause that grants makes the grant unknown."""
    held = Terms(FlowDown.NONE, (USE,))
    edited = Instrument("ours", "licence", None, held, uncertain=frozenset({"use"}))
    assert ask([edited], UseProfile(), vocabulary).verdict is Verdict.UNKNOWN


def test_an_unread_change_leaves_the_answer_open(vocabulary: Vocabulary) -> None:
    """Added words that nobody here can read may forbid."""
    held = Terms(FlowDown.NONE, (USE,))
    edited = Instrument("ours", "licence", None, held, unread=("added: only on Sundays",))
    assert ask([edited], UseProfile(), vocabulary).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "conditional"),
        ({"fully-automated": False}, "conditional"),
        ({"fully-automated": True}, "unknown"),
        ({"fully-automated": True, "oversight": True}, "unknown"),
        ({"fully-automated": True, "oversight": False}, "denied"),
    ],
)
def test_a_partial_exception_is_no_better_unstated_than_stated(
    vocabulary: Vocabulary, facts: dict[str, bool], expected: str
) -> None:
    """Leaving open whether it is met gains nothing over meeting it."""
    about = "automated-legal-decisions"
    term = prohibition(about, {"exception-covers": "a part"}, automation=("fully-automated",), exception=("oversight",))
    assert asked(vocabulary, term, uses=(about,), facts=facts).verdict.word == expected


def test_a_clause_on_a_part_of_its_category_does_not_deny_the_whole(vocabulary: Vocabulary) -> None:
    """Emotion recognition at work is forbidden, emotion recognition is named: it cannot be told."""
    term = prohibition("emotion-recognition", {"places": ["workplace", "education"]})
    answer = asked(vocabulary, term, uses=("emotion-recognition",))
    assert answer.verdict is Verdict.UNKNOWN
    assert "workplace, education" in answer.reasons[0].says


@pytest.mark.parametrize(("places", "expected"), [(("FR",), "allowed"), (("FR", "CH"), "denied"), (("EU",), "allowed")])
def test_the_only_places(vocabulary: Vocabulary, places: tuple[str, ...], expected: str) -> None:
    """Every stated place must be among those where the rights hold."""
    assert asked(vocabulary, limit("territory", only=["EU"], by="place"), territory=places).verdict.word == expected


def test_a_limit_of_an_act_holds_for_that_act(vocabulary: Vocabulary) -> None:
    """A limit on passing on does not touch private use; one on derivatives is kept by who makes them, too."""
    passing = Term("r", TermKind.LIMIT, "research-only", "3", "Recipients keep to research.", when=("distribute",))
    assert asked(vocabulary, passing).verdict is Verdict.ALLOWED
    shared = Term("d", TermKind.PERMISSION, "distribute", "1", "May be shared.")
    assert asked(vocabulary, passing, shared, actions=("distribute",)).verdict is Verdict.UNKNOWN
    change = Term("m", TermKind.PERMISSION, "modify", "1", "May be changed.")
    kept = Term("n", TermKind.LIMIT, "no-derivatives", "3", "Derivatives stay.", when=("distribute",))
    assert asked(vocabulary, change, kept, actions=("modify",)).verdict is Verdict.CONDITIONAL


def test_who_makes_a_model_has_to_say_whether_it_competes(vocabulary: Vocabulary) -> None:
    """Ordinary use keeps a ban on competing models in mind; making a model may be what it forbids."""
    change = Term("m", TermKind.PERMISSION, "modify", "1", "May be changed.")
    ban = limit("no-competing-models")
    assert asked(vocabulary, ban).verdict is Verdict.CONDITIONAL
    assert asked(vocabulary, change, ban, actions=("distill",)).verdict is Verdict.UNKNOWN
    assert asked(vocabulary, change, ban, actions=("distill",), facts={"competes": True}).verdict is Verdict.DENIED


def test_a_limit_of_purpose_is_kept_and_closes_no_grant(vocabulary: Vocabulary) -> None:
    """For computational use alone: a condition of use, and no word about hosting."""
    purpose = limit("scope-of-grant", purpose="computational use")
    assert asked(vocabulary, purpose).verdict is Verdict.CONDITIONAL
    assert asked(vocabulary, purpose, actions=("host",)).verdict is Verdict.UNKNOWN


def test_rights_kept_in_the_model_say_nothing_of_what_it_makes(vocabulary: Vocabulary) -> None:
    """Training on outputs that the text does not speak of is unknown, and not denied."""
    assert asked(vocabulary, limit("scope-of-grant"), actions=("train-on-outputs",)).verdict is Verdict.UNKNOWN


def test_a_duty_is_due_when_its_condition_holds(vocabulary: Vocabulary) -> None:
    """Changes are marked by who makes some; a phrase is shown above its threshold."""
    granted = tuple(Term(word, TermKind.PERMISSION, word, "1", "Granted.") for word in ("distribute", "modify"))
    mark = Term("s", TermKind.DUTY, "state-changes", "5", "Mark.", when=("distribute",), params={"if": "modified"})
    assert asked(vocabulary, *granted, mark, actions=("distribute",)).duties == ()
    assert len(asked(vocabulary, *granted, mark, actions=("distribute", "modify")).duties) == 1
    bar = limit("users-threshold", metric="monthly-active-users", value=700, unit="users", effect="display")
    show = Term("p", TermKind.DUTY, "display-phrase", "6", "Show.", params={"threshold": "users-threshold"})
    assert asked(vocabulary, bar, show, facts={"monthly-active-users": 700}).duties == ()
    assert len(asked(vocabulary, bar, show, facts={"monthly-active-users": 701}).duties) == 1


def test_a_policy_that_stands_in_the_same_text_is_held(vocabulary: Vocabulary) -> None:
    """What the record encodes with the licence is not missing."""
    params = {"policy": "the exhibit", "url": "Exhibit A of the same text"}
    inside = Term("p", TermKind.DUTY, "follow-policy", "4", "Keep it.", params=params)
    assert asked(vocabulary, inside).verdict is Verdict.CONDITIONAL


def test_a_limit_on_a_part_of_commerce_leaves_commerce_open(vocabulary: Vocabulary) -> None:
    """Outputs for third parties are not granted; whether these are such is not stated."""
    commerce = Term("c", TermKind.PERMISSION, "commercial-use", "1", "May be used in business.")
    part = limit("non-commercial", of="outputs for third parties")
    assert asked(vocabulary, commerce, part, facts={"commercial": True}).verdict is Verdict.UNKNOWN
    assert asked(vocabulary, commerce, limit("non-commercial"), facts={"commercial": True}).verdict is Verdict.DENIED


def test_a_ban_on_passing_on_with_exceptions_is_not_weighed_here(vocabulary: Vocabulary) -> None:
    """To whom it goes is not stated, so the answer is open; a plain ban denies."""
    shared = Term("d", TermKind.PERMISSION, "distribute", "1", "May be shared.")
    profile = {"actions": ("distribute",)}
    assert asked(vocabulary, shared, limit("no-distribution", to="companies"), **profile).verdict is Verdict.UNKNOWN
    assert asked(vocabulary, shared, limit("no-distribution"), **profile).verdict is Verdict.DENIED


def test_a_policy_alone_grants_nothing(vocabulary: Vocabulary) -> None:
    """It forbids; the grant is in the licence that it belongs to."""
    alone = Instrument("policy", "policy", None, Terms(FlowDown.NONE, (prohibition("military"),)))
    assert ask([alone], UseProfile(not_uses=("military",)), vocabulary).verdict is Verdict.UNKNOWN
    assert ask([alone], UseProfile(uses=("military",)), vocabulary).verdict is Verdict.DENIED


def test_an_altered_prohibition_denies_nothing_for_sure(vocabulary: Vocabulary) -> None:
    """What the licence by that name forbids need not be what the edited clause forbids."""
    ban = prohibition("medical-advice")
    edited = Instrument("ours", "licence", None, Terms(FlowDown.NONE, (USE, ban)), uncertain=frozenset({ban.id}))
    answer = ask([edited], UseProfile(uses=("medical-advice",)), vocabulary)
    assert answer.verdict is Verdict.UNKNOWN
    assert "altered" in answer.reasons[0].says


def test_an_exception_that_nobody_can_state_is_not_met(vocabulary: Vocabulary) -> None:
    """A word that no question decides, such as a new one, lifts no prohibition."""
    term = prohibition("impersonation", exception=("blessed-by-the-moon",))
    assert asked(vocabulary, term, uses=("impersonation",)).verdict is Verdict.CONDITIONAL
    both = prohibition("impersonation", {"exception": "all-needed"}, exception=("consent", "blessed-by-the-moon"))
    answer = asked(vocabulary, both, uses=("impersonation",), facts={"consent": True})
    assert "unless an exception is met" in answer.reasons[0].says


def test_every_exception_and_every_sector_leads_somewhere(vocabulary: Vocabulary) -> None:
    """Exceptions name a question; questions, sectors, actors and actions name words that exist."""
    kinds = vocabulary.kinds
    exceptions = [entry for entry in kinds["qualifiers"].values() if entry.parent in {"exception", "automation"}]
    assert [entry.id for entry in exceptions if "asks" not in entry.details] == []
    asks = {entry.details.get("asks") for entry in kinds["qualifiers"].values()} - {None}
    assert asks <= kinds["questions"].keys()
    touched = {
        use for kind in ("sectors", "actors") for entry in kinds[kind].values() for use in entry.details["touches"]
    }  # type: ignore[attr-defined] # a list of words
    assert touched <= kinds["uses"].keys()
    needed = {word for entry in kinds["actions"].values() for group in entry.details.get("needs", []) for word in group}  # type: ignore[attr-defined] # lists of words
    assert needed <= kinds["permissions"].keys()
