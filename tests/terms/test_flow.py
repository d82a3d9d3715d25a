"""Flow-down and lost restrictions, as properties over generated terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.knowledge.store import Knowledge
from rail.model.facts import RelationKind
from rail.model.terms import FlowDown, Term, TermKind, Terms
from rail.terms.flow import SCANNABLE, carried, flow_down, scannable_duties
from rail.terms.missing import Loss, covers, missing_restrictions, restrictions_beyond
from rail.terms.order import at_most, restrictions
from terms import generated as by_chance

if TYPE_CHECKING:
    from rail.model.license import License

USES = ("medical-advice", "malware", "impersonation", "harm-to-minors")
_qualifiers = st.fixed_dictionaries(
    {},
    optional={
        "intent": st.lists(st.sampled_from(["purpose", "effect", "knowing"]), unique=True).map(tuple),
        "exception": st.lists(st.sampled_from(["consent", "disclosure"]), unique=True).map(tuple),
        "automation": st.just(("fully-automated",)),
    },
)
_prohibitions = st.builds(
    Term,
    id=st.text("abc", min_size=1, max_size=4),
    kind=st.just(TermKind.PROHIBITION),
    about=st.sampled_from(USES),
    clause=st.sampled_from(["a-1", "a-2", "a-3"]),
    summary=st.just("own words"),
    qualifiers=_qualifiers,
)
_duties = st.builds(
    Term,
    id=st.text("abc", min_size=1, max_size=4),
    kind=st.just(TermKind.DUTY),
    about=st.sampled_from([*SCANNABLE, "state-changes"]),
    clause=st.just("4"),
    summary=st.just("own words"),
    when=st.lists(st.sampled_from(["distribute", "host", "use", "train"]), unique=True).map(tuple),
)
_terms = st.builds(
    Terms,
    flow_down=st.sampled_from(list(FlowDown)),
    terms=st.lists(_prohibitions | _duties, max_size=8).map(tuple),
)


@given(_terms)
def test_own_text_loses_nothing(terms: Terms) -> None:
    """Terms that are the upstream's own miss nothing."""
    assert missing_restrictions(terms, terms) == ()


@given(_terms)
def test_no_terms_lose_everything(terms: Terms) -> None:
    """Without own terms every restriction is missing, and absent."""
    missing = missing_restrictions(terms, None)
    assert [found.term for found in missing] == list(terms.of_kind(TermKind.PROHIBITION))
    assert {found.loss for found in missing} <= {Loss.ABSENT}


@given(_terms, _terms, _prohibitions)
def test_an_added_own_restriction_never_loses_more(upstream: Terms, own: Terms, extra: Term) -> None:
    """Adding a restriction to the own terms never makes more go missing."""
    more = replace(own, terms=(*own.terms, extra))
    before = [found.term for found in missing_restrictions(upstream, own)]
    assert all(found.term in before for found in missing_restrictions(upstream, more))


@given(_terms, _terms, _prohibitions)
def test_an_added_upstream_restriction_never_heals(upstream: Terms, own: Terms, extra: Term) -> None:
    """Adding a restriction upstream never makes fewer go missing."""
    more = replace(upstream, terms=(*upstream.terms, extra))
    assert len(missing_restrictions(more, own)) >= len(missing_restrictions(upstream, own))


@given(_prohibitions, _prohibitions, _prohibitions)
def test_covering_is_transitive(one: Term, two: Term, three: Term) -> None:
    """What covers a term that covers a third covers the third."""
    if covers(one, two) and covers(two, three):
        assert covers(one, three)


@given(_terms, st.sampled_from(list(RelationKind)))
def test_restrictions_travel_only_where_the_text_says_so(terms: Terms, relation: RelationKind) -> None:
    """Restrictions flow down exactly for the three strengths that carry them, and never from an evaluation set."""
    carried = flow_down(terms, relation).restrictions
    none_travel = terms.flow_down in {FlowDown.COPY, FlowDown.NONE} or relation is RelationKind.EVALUATED_ON
    assert carried == (() if none_travel else terms.of_kind(TermKind.PROHIBITION))


@given(_terms)
def test_scannable_duties_bind_whoever_passes_on(terms: Terms) -> None:
    """A duty that only use or training triggers is no duty of a release."""
    for duty in scannable_duties(terms):
        assert duty.about in SCANNABLE
        assert not duty.when or {"distribute", "host"} & set(duty.when)


def test_training_data_leaves_the_question_open() -> None:
    """Whether a data set's licence binds the model trained on it is not settled."""
    terms = Terms(FlowDown.SAME_RESTRICTIONS, ())
    assert not flow_down(terms, RelationKind.TRAINED_ON).settled
    assert not flow_down(terms, RelationKind.DISTILLED).settled
    assert flow_down(terms, RelationKind.QUANTIZED).settled


def test_a_prohibition_narrowed_by_intent_is_narrower() -> None:
    """A ban on intended harm does not carry a ban on harm; a wider own ban carries a narrow one."""
    wide = Term("w", TermKind.PROHIBITION, "malware", "a-1", "any")
    narrow = replace(wide, qualifiers={"intent": ("purpose",)})
    upstream = Terms(FlowDown.SAME_RESTRICTIONS, (wide,))
    found = missing_restrictions(upstream, Terms(FlowDown.NONE, (narrow,)))
    assert [missing.loss for missing in found] == [Loss.NARROWER]
    assert covers(wide, narrow)


def test_an_exception_of_ones_own_is_a_loss() -> None:
    """A ban with an exception that the upstream lacks does not carry the upstream's ban."""
    strict = Term("s", TermKind.PROHIBITION, "impersonation", "a-7", "any")
    with_consent = replace(strict, qualifiers={"exception": ("consent",)})
    assert not covers(with_consent, strict)
    assert covers(strict, with_consent)


@given(by_chance.terms)
def test_flow_down_of_flow_down_is_flow_down(terms: Terms) -> None:
    """What flows down flows on unchanged, however long the chain."""
    assert carried(carried(terms)) == carried(terms)


@given(by_chance.terms)
def test_terms_satisfy_their_own_flow_down(terms: Terms) -> None:
    """Whoever carries the upstream's own terms misses nothing of what must be carried."""
    assert missing_restrictions(carried(terms), terms) == ()
    assert restrictions_beyond(carried(terms), terms.of_kind(TermKind.PROHIBITION)) == ()
    assert at_most(replace(terms, terms=(*restrictions(terms),)), carried(terms))


@given(by_chance.terms, by_chance.restrictions)
def test_a_restriction_added_upstream_never_lightens_what_flows_down(terms: Terms, extra: Term) -> None:
    """More restrictions upstream mean at least as many below."""
    assert at_most(carried(replace(terms, terms=(*terms.terms, extra))), carried(terms))


@pytest.mark.parametrize("license_", [one for one in Knowledge.load().licenses() if one.terms], ids=lambda one: one.id)
def test_every_recorded_licence_satisfies_its_own_flow_down(license_: License) -> None:
    """A derivative under the very same licence has lost nothing."""
    assert license_.terms
    assert missing_restrictions(carried(license_.terms), license_.terms) == ()
    assert carried(carried(license_.terms)) == carried(license_.terms)
