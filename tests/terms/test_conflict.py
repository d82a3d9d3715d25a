"""What one instrument demands beyond another, as properties over generated terms and over all records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.knowledge.store import Knowledge
from rail.model.terms import FlowDown, Term, TermKind, Terms
from rail.terms.conflict import FORBIDDING, NARROWING, exclusions, is_open_choice, is_whole, limits_beyond, sole_terms
from rail.terms.meet import meet
from terms import generated as by_chance

KNOWLEDGE = Knowledge.load()
RECORDS = tuple(record for record in KNOWLEDGE.licenses() if record.terms is not None)
ALL = (*FORBIDDING, *NARROWING)
SHARE_ALIKE = Term("sa", TermKind.DUTY, "share-alike", "3", "s", when=("distribute",))
_share_alike = st.builds(
    replace,
    st.just(SHARE_ALIKE),
    params=st.fixed_dictionaries(
        {}, optional={"scope": st.sampled_from(("entire work", "source form")), "of": st.just("the data")}
    ),
)
_terms = st.builds(
    lambda terms, duties: replace(terms, terms=(*terms.terms, *duties)),
    by_chance.terms,
    st.lists(_share_alike, max_size=1),
)


def limits(terms: Terms) -> tuple[Term, ...]:
    """Return the limits of some terms."""
    return terms.of_kind(TermKind.LIMIT)


def limit(about: str, **details: object) -> Term:
    """Return one limit."""
    return Term(about, TermKind.LIMIT, about, "2", "s", params=details)


@given(by_chance.terms)
def test_terms_keep_their_own_limits(terms: Terms) -> None:
    """Nothing is beyond what an instrument says itself."""
    assert limits_beyond(terms, limits(terms), ALL) == ()


@given(by_chance.terms, by_chance.terms, by_chance.terms)
def test_stricter_terms_never_go_beyond_more(upstream: Terms, own: Terms, more: Terms) -> None:
    """What stricter terms do not keep, the wider ones did not keep either."""
    wide = {term.about for term in limits_beyond(upstream, limits(own), ALL)}
    strict = {term.about for term in limits_beyond(upstream, limits(meet(own, more)), ALL)}
    assert strict <= wide


@given(by_chance.terms, by_chance.terms)
def test_only_limits_that_were_asked_for(upstream: Terms, own: Terms) -> None:
    """The kinds named are looked at, each at most once."""
    found = [term.about for term in limits_beyond(upstream, limits(own), ("non-commercial", "territory"))]
    assert len(set(found)) == len(found)
    assert set(found) <= {"non-commercial", "territory"}


@pytest.mark.parametrize(
    ("upstream", "own", "kept"),
    [
        (limit("non-commercial"), limit("research-only"), True),
        (limit("non-commercial"), limit("research-only", **{"or": "commercial use"}), False),
        (limit("research-only"), limit("non-commercial"), False),
        (limit("users-threshold", value=700), limit("users-threshold", value=100), True),
        (limit("users-threshold", value=100), limit("users-threshold", value=100), True),
        (limit("users-threshold", value=100), limit("users-threshold", value=101), False),
        (limit("territory", excluded=("EU",)), limit("territory", excluded=("EU", "GB")), True),
        (limit("territory", excluded=("EU", "GB")), limit("territory", excluded=("EU",)), False),
        (limit("non-commercial"), limit("non-commercial", of="products"), False),
        (limit("non-commercial", of="products"), limit("non-commercial", of="support"), True),
        (limit("registration", **{"for": "commercial use"}), limit("registration"), True),
        (limit("non-commercial"), limit("territory"), False),
        (limit("territory"), limit("territory", excluded=("EU",)), True),
        (limit("territory", excluded=("EU",)), limit("territory"), True),
        (limit("users-threshold", value=100), limit("users-threshold"), True),
        (limit("users-threshold"), limit("users-threshold", value=100), True),
    ],
)
def test_which_limit_keeps_which(upstream: Term, own: Term, kept: bool) -> None:  # noqa: FBT001 # the third column
    """Numbers, places, and what follows from a limit decide; a limit on some cases keeps no limit on all."""
    found = limits_beyond(Terms(FlowDown.NONE, (upstream,)), (own,), ALL)
    assert found == (() if kept else (upstream,))


def test_the_widest_limit_of_a_kind_is_told() -> None:
    """Of a limit on some cases and one on all, the second is named."""
    terms = Terms(FlowDown.NONE, (limit("no-distribution", to="some"), limit("no-distribution")))
    assert [is_whole(term) for term in limits_beyond(terms, (), ALL)] == [True]
    assert is_whole(limit("no-distribution", of="parameters"))


@given(_terms, _terms, st.booleans())
def test_exclusion_is_mutual(one: Terms, other: Terms, compatible: bool) -> None:  # noqa: FBT001 # generated
    """Each reason stands on both sides."""
    forth = exclusions(one, other, compatible=compatible)
    back = [item.mirrored() for item in exclusions(other, one, compatible=compatible)]
    assert sorted(map(repr, forth)) == sorted(map(repr, back))


@given(_terms)
def test_terms_do_not_exclude_themselves(terms: Terms) -> None:
    """The same instrument twice is no conflict."""
    assert exclusions(terms, terms, compatible=True) == ()


@given(_terms, _terms)
def test_only_a_demand_for_the_whole_excludes(one: Terms, other: Terms) -> None:
    """Where neither wants the whole under itself, and no names clash, both can be kept."""
    if sole_terms(one) is None and sole_terms(other) is None:
        assert exclusions(one, other) == ()


@pytest.mark.parametrize("record", RECORDS, ids=[record.id for record in RECORDS])
def test_no_record_excludes_itself(record: object) -> None:
    """Two upstreams under one licence never stand against each other."""
    terms = record.terms  # type: ignore[attr-defined] # a licence record
    assert exclusions(terms, terms, compatible=True) == ()


@pytest.mark.parametrize(
    ("license_id", "whole", "choice"),
    [
        ("gpl-3.0", True, False),
        ("agpl-3.0", True, False),
        ("cc-by-sa-4.0", True, False),
        ("mg-by-sa-2.0", True, False),
        ("fair-ai-public-1.0", True, True),
        ("mpl-2.0", False, False),
        ("lgpl-3.0", False, False),
        ("c-uda-1.0", False, False),
        ("apache-2.0", False, False),
    ],
)
def test_who_wants_the_whole(license_id: str, whole: bool, choice: bool) -> None:  # noqa: FBT001 # columns
    """Copyleft over the whole work is told from that over files, libraries or data."""
    record = KNOWLEDGE.license(license_id)
    assert record is not None
    assert record.terms is not None
    duty = sole_terms(record.terms)
    assert (duty is not None, duty is not None and is_open_choice(duty)) == (whole, choice)


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("cc-by-sa-4.0", "bigscience-bloom-rail-1.0", {"restrictions"}),
        ("gpl-3.0", "llama2", {"restrictions", "limits"}),
        ("gpl-3.0", "cc-by-nc-4.0", {"limits"}),
        ("gpl-3.0", "cc-by-nc-sa-4.0", {"limits", "same-terms"}),
        ("gpl-3.0", "apache-2.0", set()),
        ("llama3.1", "hyperclova-x-seed-2025", {"names"}),
        ("llama3", "llama3.1", set()),
        ("bigscience-bloom-rail-1.0", "creativeml-openrail-m", set()),
        ("cc-by-nc-4.0", "bigscience-bloom-rail-1.0", set()),
    ],
)
def test_what_excludes_what(one: str, other: str, kinds: set[str]) -> None:
    """Worked pairs."""
    first, second = KNOWLEDGE.license(one), KNOWLEDGE.license(other)
    assert first is not None
    assert second is not None
    assert first.terms is not None
    assert second.terms is not None
    assert {item.kind for item in exclusions(first.terms, second.terms)} == kinds
