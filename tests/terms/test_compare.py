"""Comparison of two instruments, as properties over terms by chance and over every record."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.knowledge.store import Knowledge
from rail.model.license import Provision
from rail.model.terms import FlowDown, Term, TermKind, Terms
from rail.terms.compare import Instrument, compare
from rail.terms.comparison import Change, Comparison, Detail, Difference
from rail.terms.order import at_most
from terms import generated as by_chance

if TYPE_CHECKING:
    from rail.model.license import License

KNOWLEDGE = Knowledge.load()
RECORDED = [license_ for license_ in KNOWLEDGE.licenses() if license_.terms]
TREE = {"medical-advice": "malware", "malware": None, "impersonation": "malware"}
answers = st.dictionaries(
    st.sampled_from(["territory", "thresholds"]),
    st.sampled_from([("worldwide",), ("excludes", "only"), ("unread",), ("not-stated",)]).map(Provision),
)
words = st.dictionaries(by_chance.few, st.tuples(st.integers(0, 3)), max_size=8)
instruments = st.builds(Instrument, terms=by_chance.terms, provisions=answers, words=words)


def bag(found: Comparison) -> Counter[str]:
    """Return the differences without their order."""
    return Counter(map(repr, found.differences))


@given(instruments)
def test_an_instrument_does_not_differ_from_itself(one: Instrument) -> None:
    """``compare(A, A)`` is empty."""
    found = compare(one, one, TREE)
    assert found.differences == ()
    assert found.relation == "same"


@given(instruments, instruments)
def test_comparisons_mirror_each_other(one: Instrument, other: Instrument) -> None:
    """What B adds, drops, narrows and widens against A, A drops, adds, widens and narrows against B."""
    there, back = compare(one, other, TREE), compare(other, one, TREE)
    mirrored = replace(back, differences=tuple(difference.mirrored() for difference in back.differences))
    assert bag(there) == bag(mirrored)
    swapped = {"b-within-a": "a-within-b", "a-within-b": "b-within-a"}
    assert there.relation == swapped.get(back.relation, back.relation)
    assert Counter((item.kind, item.about, item.worded) for item in there.alike) == Counter(
        (item.kind, item.about, item.worded) for item in back.alike
    )


@given(instruments, instruments)
def test_mirroring_twice_is_nothing(one: Instrument, other: Instrument) -> None:
    """A difference seen from A, seen from B, is itself."""
    for difference in compare(one, other).differences:
        assert difference.mirrored().mirrored() == difference


@given(instruments, by_chance.restrictions)
def test_an_added_restriction_is_found_or_was_there(one: Instrument, extra: Term) -> None:
    """B with one restriction more is never freer, and what it adds is named unless A says as much already."""
    other = replace(one, terms=replace(one.terms, terms=(*one.terms.terms, extra)))
    found = compare(one, other)
    assert {difference.stricter for difference in found.differences} <= {"b", None}
    if at_most(one.terms, other.terms):
        assert all(difference.change in {Change.REWORDED, Change.CHANGED} for difference in found.differences)
    else:
        assert found.differences


@given(instruments, instruments)
def test_no_difference_of_terms_means_the_same_terms(one: Instrument, other: Instrument) -> None:
    """Where nothing is added, dropped, narrowed, widened or changed, both permit the same."""
    found = compare(one, other)
    real = [item for item in found.differences if item.kind != "provision" and item.change is not Change.REWORDED]
    if not real:
        assert found.relation == "same"


def only(found: Comparison) -> Difference:
    """Return the one difference there is."""
    (difference,) = found.differences
    return difference


def limit(about: str, **params: object) -> Instrument:
    """Return an instrument with one limit."""
    return Instrument(Terms(FlowDown.NONE, (Term("l", TermKind.LIMIT, about, "2", "A limit.", params=params),)))


def ban(about: str = "medical-advice", **qualifiers: tuple[str, ...]) -> Instrument:
    """Return an instrument with one prohibition."""
    return Instrument(Terms(FlowDown.NONE, (Term("p", TermKind.PROHIBITION, about, "a", "A ban.", qualifiers),)))


def test_a_threshold_that_moved_says_from_and_to() -> None:
    """Numbers stand in the difference; the lower threshold is the stricter."""
    found = only(compare(limit("users-threshold", value=700_000_000), limit("users-threshold", value=1_000_000)))
    assert found.details == (Detail("value", ("700000000",), ("1000000",)),)
    assert (found.change, found.stricter) == (Change.WIDENED, "b")


def test_a_territory_list_that_changed_names_both_lists() -> None:
    """More excluded territories are a wider limit; another list is another limit."""
    eu = limit("territory", excluded=("EU",))
    assert only(compare(eu, limit("territory", excluded=("EU", "GB")))).change is Change.WIDENED
    other = only(compare(eu, limit("territory", excluded=("GB", "KR"))))
    assert (other.change, other.stricter) == (Change.CHANGED, None)
    assert other.details == (Detail("excluded", ("EU",), ("GB", "KR")),)


def test_an_exception_narrows_a_ban() -> None:
    """With an exception B forbids less."""
    found = only(compare(ban(), ban(exception=("supplement",))))
    assert (found.change, found.stricter) == (Change.NARROWED, "a")


def test_a_ban_of_a_group_is_wider_than_that_of_a_part() -> None:
    """The tree of uses relates a narrow category to a wide one; without it they are two categories."""
    tree = {"medical-advice": "health", "health": None}
    found = only(compare(ban(), ban("health"), tree))
    assert (found.change, found.stricter) == (Change.WIDENED, "b")
    assert found.details == (Detail("category", ("medical-advice",), ("health",)),)
    assert {item.change for item in compare(ban(), ban("health")).differences} == {Change.ADDED, Change.DROPPED}


def test_a_narrow_ban_beside_the_wide_one_is_no_difference() -> None:
    """Whoever forbids the group forbids the part; to say it twice changes nothing."""
    tree = {"medical-advice": "health", "health": None}
    wide = ban("health").terms.terms
    both = Instrument(Terms(FlowDown.NONE, (*wide, *ban().terms.terms)))
    assert compare(both, ban("health"), tree).differences == ()


def test_other_words_in_the_same_category_are_reworded() -> None:
    """Only where both wordings are known; else the category alone is said to be the same."""
    one, other = replace(ban(), words={"a": (1, 2)}), replace(ban(), words={"a": (1, 3)})
    assert only(compare(one, other)).change is Change.REWORDED
    assert compare(one, ban()).differences == ()
    assert [item.worded for item in compare(one, ban()).alike] == [None]
    assert [item.worded for item in compare(one, one).alike] == [True]


def test_an_answer_that_nobody_read_is_not_compared() -> None:
    """Unread is neither the same nor another answer."""
    one = Instrument(Terms(FlowDown.NONE, ()), {"territory": Provision(("worldwide",))})
    other = Instrument(Terms(FlowDown.NONE, ()), {})
    assert only(compare(one, other)).change is Change.UNREAD


def test_creativeml_and_its_successor_share_their_restrictions() -> None:
    """RAIL++-M drops the duty to use the latest version; the eleven restrictions are the same, word for word."""
    one, other = (KNOWLEDGE.license(name) for name in ("creativeml-openrail-m", "creativeml-openrailpp-m"))
    assert one is not None
    assert other is not None
    assert one.terms
    assert other.terms
    found = compare(Instrument(one.terms), Instrument(other.terms))
    assert [(d.about, d.change, d.stricter) for d in found.differences if d.kind == "duty"] == [
        ("keep-latest-version", Change.DROPPED, "a")
    ]
    assert [item for item in found.differences if item.kind == "prohibition"] == []
    assert len([item for item in found.alike if item.kind == "prohibition"]) == 11


@pytest.mark.parametrize("license_", RECORDED, ids=lambda one: one.id)
def test_a_recorded_licence_does_not_differ_from_itself(license_: License) -> None:
    """Every record is its own equal."""
    assert license_.terms
    one = Instrument(license_.terms, license_.provisions)
    assert compare(one, one).differences == ()


def test_recorded_licences_mirror_each_other() -> None:
    """Every record against its neighbours in the list, there and back."""
    sides = [Instrument(one.terms, one.provisions) for one in RECORDED if one.terms]
    tree = {entry.id: entry.parent for entry in KNOWLEDGE.vocabulary().kinds["uses"].values()}
    for step in (1, 7):
        for one, other in zip(sides, sides[step:], strict=False):
            back = compare(other, one, tree)
            mirrored = replace(back, differences=tuple(difference.mirrored() for difference in back.differences))
            assert bag(compare(one, other, tree)) == bag(mirrored)
