"""The algebra of terms, as properties; what terms mean is computed here a second time, act by act."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from rail.knowledge.store import Knowledge
from rail.model.terms import FlowDown, Term, TermKind, Terms
from rail.terms.meet import meet, stamped
from rail.terms.order import at_most, equivalent, is_as_strict, is_within
from terms import generated as by_chance

RECORDED = [license_ for license_ in Knowledge.load().licenses() if license_.terms]
Act = tuple[str, str, str]


def granted(terms: Terms) -> set[tuple[Act, frozenset[str]]]:
    """Return the acts that a permission grants outright, each with the sets of promises that satisfy it.

    An act is a permission, an action and an artefact. A promise is what a narrowing detail asks for.
    """
    promises = [frozenset(), frozenset({"pass-restrictions-on"}), frozenset({"share-alike"})]
    promises += [frozenset({"pass-restrictions-on", "share-alike"})]
    acts = product(by_chance.PERMITTED, by_chance.ACTIONS, by_chance.ARTIFACTS)
    return {
        (act, promised) for act in acts for promised in promises if any(_grants(t, act, promised) for t in terms.terms)
    }


def _grants(term: Term, act: Act, promised: frozenset[str]) -> bool:
    about, action, artifact = act
    asked = term.params.get("respecting", ())
    return (
        term.kind is TermKind.PERMISSION
        and term.about == about
        and (not term.when or action in term.when)
        and (not term.artifacts or artifact in term.artifacts)
        and set(asked if isinstance(asked, tuple) else (asked,)) <= promised
    )


def forbidden(terms: Terms) -> set[tuple[str, str, str, str]]:
    """Return what is forbidden: a use, an artefact, an intent or none, an exception that is met or none."""
    acts = product(by_chance.USES, by_chance.ARTIFACTS, ("", *by_chance.INTENTS), ("", *by_chance.EXCEPTIONS))
    return {act for act in acts if any(_forbids(term, act) for term in terms.terms)}


def _forbids(term: Term, act: tuple[str, str, str, str]) -> bool:
    use, artifact, intent, met = act
    intents, exceptions = term.qualifiers.get("intent", ()), term.qualifiers.get("exception", ())
    return (
        term.kind is TermKind.PROHIBITION
        and term.about == use
        and (not term.artifacts or artifact in term.artifacts)
        and (not intents or "effect" in intents or intent in intents)
        and met not in exceptions
        and "automation" not in term.qualifiers
    )


@given(by_chance.terms, by_chance.terms)
def test_the_meet_is_commutative(one: Terms, other: Terms) -> None:
    """Which of two instruments comes first plays no part."""
    assert meet(one, other) == meet(other, one)


@given(by_chance.terms, by_chance.terms, by_chance.terms)
def test_the_meet_is_associative(one: Terms, two: Terms, three: Terms) -> None:
    """Three instruments may be met in any grouping."""
    assert equivalent(meet(meet(one, two), three), meet(one, meet(two, three)))


@given(by_chance.terms)
def test_the_meet_is_idempotent(terms: Terms) -> None:
    """An instrument beside itself says the same."""
    assert equivalent(meet(terms, terms), terms)


@given(by_chance.terms, by_chance.terms)
def test_the_meet_is_never_above_its_parts(one: Terms, other: Terms) -> None:
    """Two instruments together permit no more than either."""
    assert at_most(meet(one, other), one)
    assert at_most(meet(one, other), other)


@given(by_chance.terms, by_chance.terms, by_chance.terms)
def test_the_meet_is_the_greatest_below_its_parts(low: Terms, one: Terms, other: Terms) -> None:
    """Whatever permits at most what both permit, permits at most what the meet permits."""
    below = meet(meet(low, one), other)
    assert at_most(below, meet(one, other))


@given(by_chance.terms, by_chance.terms)
def test_the_meet_grants_what_both_grant(one: Terms, other: Terms) -> None:
    """Act by act: granted by both, forbidden by either."""
    both = meet(one, other)
    assert granted(both) == granted(one) & granted(other)
    assert forbidden(both) == forbidden(one) | forbidden(other)


@given(by_chance.terms, by_chance.terms)
def test_the_order_agrees_with_the_acts(one: Terms, other: Terms) -> None:
    """Terms that are at most others grant no act that those do not, and forbid all that those forbid."""
    low = meet(one, other)
    for below, above in ((one, other), (low, one)):
        if at_most(below, above):
            assert granted(below) <= granted(above)
            assert forbidden(below) >= forbidden(above)


@given(by_chance.terms, by_chance.terms, by_chance.terms)
def test_the_order_is_a_preorder(one: Terms, two: Terms, three: Terms) -> None:
    """It is reflexive and transitive."""
    assert at_most(one, one)
    middle, low = meet(one, two), meet(meet(one, two), three)
    assert at_most(low, middle)
    assert at_most(low, one)


@given(by_chance.three_alike)
def test_stricter_is_transitive(terms: tuple[Term, Term, Term]) -> None:
    """As strict as what is as strict as a third is as strict as the third."""
    one, two, three = (replace(term, about=terms[0].about) for term in terms)
    if is_as_strict(one, two) and is_as_strict(two, three):
        assert is_as_strict(one, three)


@given(by_chance.permissions, by_chance.permissions, by_chance.permissions)
def test_within_is_transitive(one: Term, two: Term, three: Term) -> None:
    """Within what is within a third is within the third."""
    two, three = replace(two, about=one.about), replace(three, about=one.about)
    if is_within(one, two) and is_within(two, three):
        assert is_within(one, three)


@given(by_chance.terms, by_chance.restrictions, st.integers(0, 7))
def test_an_added_restriction_permits_no_more(terms: Terms, extra: Term, place: int) -> None:
    """Wherever a restriction is added, the terms permit at most what they did."""
    more = replace(terms, terms=(*terms.terms[:place], extra, *terms.terms[place:]))
    assert at_most(more, terms)
    assert granted(more) <= granted(terms)
    assert forbidden(more) >= forbidden(terms)


@given(by_chance.thresholds, st.integers(1, 9))
def test_a_lower_threshold_is_stricter(threshold: Term, value: int) -> None:
    """The number decides, and only where its effect is the same."""
    other = replace(threshold, params={**threshold.params, "value": value})
    assert is_as_strict(other, threshold) == (value <= int(str(threshold.params["value"])))
    assert not is_as_strict(replace(other, params={**other.params, "effect": "other"}), threshold)


@given(by_chance.territories, by_chance.territories)
def test_a_longer_list_of_excluded_territories_is_stricter(one: Term, other: Term) -> None:
    """Who excludes more places is stricter."""
    listed = [set(term.params["excluded"]) for term in (one, other)]  # type: ignore[call-overload] # a tuple of str
    assert is_as_strict(one, other) == (listed[0] >= listed[1])


def test_recorded_licences_keep_the_laws() -> None:
    """What holds for terms by chance holds for those that were read."""
    some = RECORDED[:: max(1, len(RECORDED) // 12)]
    for one, other in product(some, some):
        assert one.terms
        assert other.terms
        both = meet(one.terms, other.terms)
        assert both == meet(other.terms, one.terms)
        assert at_most(both, one.terms)
        assert at_most(both, other.terms)
        assert len({term.id for term in both.terms}) == len(both.terms)
    for license_ in RECORDED:
        assert license_.terms
        assert equivalent(meet(license_.terms, license_.terms), license_.terms)


def test_stamped_terms_say_whose_clause_it_is() -> None:
    """Two instruments with a clause 5 each keep them apart."""
    term = Term("use", TermKind.PERMISSION, "use", "5", "May be used.")
    one = stamped(Terms(FlowDown.NONE, (term,)), "a-1.0")
    other = stamped(Terms(FlowDown.COPY, (term,)), "b-1.0")
    assert meet(one, other) == Terms(
        FlowDown.COPY, (replace(term, id="a-1.0#use / b-1.0#use", clause="a-1.0#5 / b-1.0#5"),)
    )
