"""The terms of a modified text: nothing that was not read makes an answer more permissive."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.identify.identify import identify_text
from rail.identify.index import load_index
from rail.knowledge.store import Knowledge
from rail.knowledge.textpack import TextPack
from rail.model.identification import ChangeKind, Identification, TextChange, TextStatus
from rail.model.license import Clause, License, LicenseId, LicenseIds
from rail.model.terms import TermKind, Terms
from rail.terms.added import limits_in
from rail.terms.effective import EffectiveTerms, Extent, effective_terms
from rail.terms.extent import extent_of
from rail.terms.order import at_most
from terms import generated as by_chance

CLAUSES = tuple(Clause(str(number), f"Section {number}", (number, number + 1), "", "") for number in range(10))
WORDS = ("", "for noncommercial use only", "you must pay a fee", "in the european union", "petunias")
changes = st.lists(
    st.builds(
        TextChange,
        kind=st.sampled_from([ChangeKind.ADDED, ChangeKind.ALTERED]),
        clause=st.none(),
        clause_id=st.none() | by_chance.few,
        categories=st.just(()),
        line=st.integers(1, 99),
        words=st.sampled_from(WORDS),
    ),
    max_size=4,
).map(tuple)


def license_of(terms: Terms) -> License:
    """Return a licence of these terms, with a clause for each id."""
    named = tuple(replace(term, id=f"{number}") for number, term in enumerate(terms.terms))
    ids = LicenseIds()
    return License(
        LicenseId("x"), "X", "license", None, None, None, "", (), ids, (), None, CLAUSES, replace(terms, terms=named)
    )


def modified(*found: TextChange) -> Identification:
    """Return the identification of a changed text."""
    return Identification(TextStatus.MODIFIED, "x", changes=found)


@given(by_chance.terms, changes)
def test_added_and_altered_words_permit_no_more(terms: Terms, found: tuple[TextChange, ...]) -> None:
    """What may be relied on after a change was permitted before."""
    license_ = license_of(terms)
    assert license_.terms
    assert at_most(effective_terms(license_, modified(*found)).firm, license_.terms)


@given(by_chance.terms, changes, changes)
def test_one_more_change_permits_no_more(
    terms: Terms, found: tuple[TextChange, ...], more: tuple[TextChange, ...]
) -> None:
    """Every further change leaves less to rely on, and no fewer changes unread."""
    license_ = license_of(terms)
    before, after = (effective_terms(license_, modified(*some)) for some in (found, (*found, *more)))
    assert at_most(after.firm, before.firm)
    assert set(before.unread) <= set(after.unread)


@given(by_chance.terms, by_chance.few)
def test_a_clause_that_is_gone_takes_its_terms_along(terms: Terms, clause: str) -> None:
    """Exactly the terms of that clause are gone; where its extent is not known, the removal stays unread."""
    license_ = license_of(terms)
    assert license_.terms
    removed = TextChange(ChangeKind.REMOVED, None, clause, (), 3, "")
    known = effective_terms(license_, modified(removed), Extent(frozenset({clause})))
    guessed = effective_terms(license_, modified(removed))
    assert known.dropped == tuple(term for term in license_.terms.terms if term.clause == clause)
    assert len(known.dropped) + len(known.terms.terms) == len(license_.terms.terms)
    assert known.unread == ()
    assert guessed.unread == (removed,)


@given(by_chance.terms, by_chance.few)
def test_a_prohibition_in_an_altered_clause_stays(terms: Terms, clause: str) -> None:
    """It is kept and uncertain; a permission there is not relied on."""
    license_ = license_of(terms)
    found = effective_terms(license_, modified(TextChange(ChangeKind.ALTERED, None, clause, (), 3, "petunias")))
    assert found.terms == license_.terms
    assert found.uncertain == {term.id for term in found.terms.terms if term.clause == clause}
    firm = {term.kind for term in found.firm.terms if term.clause == clause}
    assert TermKind.PERMISSION not in firm
    assert len(found.unread) == 1


@pytest.mark.parametrize(
    ("words", "about", "read"),
    [
        ("for noncommercial use only", "non-commercial", True),
        ("this model is for non commercial purposes", "non-commercial", True),
        ("may not be used for commercial purposes", "non-commercial", True),
        ("commercial use is prohibited", "non-commercial", True),
        ("you may use the model for research purposes only", "research-only", True),
        ("for noncommercial use by students in europe", "non-commercial", False),
        ("for noncommercial use unless a fee is paid", "non-commercial", False),
        ("not limited to noncommercial use", "non-commercial", False),
        ("you may not host the model", "no-hosting", False),
        ("if you are domiciled in the european union", "territory", False),
        ("more than 700 million monthly active users", "users-threshold", False),
        ("annual revenue above one million", "revenue-threshold", False),
    ],
)
def test_limits_that_people_add_are_recognised(words: str, about: str, read: bool) -> None:  # noqa: FBT001 # a case
    """The limit is found; it counts as read only where nothing else is said beside it."""
    assert [(limit.about, limit.read) for limit in limits_in(words)] == [(about, read)]


@pytest.mark.parametrize("words", ["for any commercial purpose", "free of charge", "the petunia model", ""])
def test_other_words_are_no_limit(words: str) -> None:
    """Commerce that is allowed, or no commerce at all, adds nothing."""
    assert limits_in(words) == ()


def read(text: str) -> EffectiveTerms:
    """Return the effective terms of a text that is CreativeML OpenRAIL-M, changed."""
    license_ = Knowledge.load().license("creativeml-openrail-m")
    assert license_ is not None
    (found,) = identify_text(text, load_index())
    return effective_terms(license_, found, extent_of(text, str(license_.id), load_index()))


@pytest.fixture(scope="module")
def text() -> str:
    """The text of CreativeML OpenRAIL-M."""
    held = TextPack.load().text("creativeml-openrail-m")
    assert held is not None
    return held


def without(text: str, *clauses: str) -> str:
    """Return the text without the words of these clauses."""
    license_ = Knowledge.load().license("creativeml-openrail-m")
    assert license_ is not None
    spans = sorted((license_.clause(name).span for name in clauses), reverse=True)  # type: ignore[union-attr] # they are there
    for start, end in spans:
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    "clauses", [("a-j",), ("a-b", "a-c", "a-d", "a-e"), ("2",), ("a-b", "a-j"), ("4.b", "4.c")], ids="+".join
)
def test_whole_clauses_that_were_cut_are_dropped_and_nothing_else(text: str, clauses: tuple[str, ...]) -> None:
    """Where items of a list begin alike, neither neighbour is thought to be touched."""
    found = read(without(text, *clauses))
    assert {term.clause for term in found.dropped} == set(clauses)
    assert not found.uncertain
    assert found.unread == ()


def test_a_whole_attachment_that_was_cut_drops_every_restriction(text: str) -> None:
    """One edit that reaches over many clauses drops the terms of all."""
    license_ = Knowledge.load().license("creativeml-openrail-m")
    assert license_ is not None
    attachment = license_.clause("attachment-a")
    assert attachment is not None
    found = read(text[: attachment.span[0]])
    assert len(found.dropped) == 11
    assert found.terms.restricted_uses() == ()


def test_half_a_clause_that_was_cut_is_uncertain(text: str) -> None:
    """A few words less may forbid less or more."""
    found = read(text.replace(" and medical results interpretation", ""))
    assert found.uncertain == {"no-medical-advice"}
    assert found.dropped == ()
    assert len(found.unread) == 1


def test_an_added_limit_joins_the_terms(text: str) -> None:
    """Words after the text that forbid commerce are a limit like any other."""
    found = read(f"{text}\nThis model is for non-commercial use only.\n")
    assert [term.about for term in found.terms.terms][-1] == "non-commercial"
    assert found.unread == ()


def test_an_added_duty_is_unread(text: str) -> None:
    """What nobody can read caps every answer."""
    assert read(f"{text}\nYou must pay us one hundred petunias a month.\n").unread


def test_the_unchanged_text_has_the_terms_of_the_record(text: str) -> None:
    """A canonical text is neither uncertain nor unread."""
    license_ = Knowledge.load().license("creativeml-openrail-m")
    assert license_ is not None
    assert read(text) == EffectiveTerms(license_.terms)  # type: ignore[arg-type] # it has terms


def test_the_terms_of_another_text_are_refused(text: str) -> None:
    """Terms follow from an identification of that licence only."""
    license_ = Knowledge.load().license("mit")
    assert license_ is not None
    with pytest.raises(ValueError, match="mit"):
        effective_terms(license_, identify_text(text, load_index())[0])


@pytest.mark.parametrize("name", ["bigcode-openrail-m", "cc-by-nc-sa-4.0", "apache-2.0"])
def test_every_clause_that_is_cut_is_dropped_alone(name: str) -> None:
    """Of a text that still is the licence, exactly the clause that was cut is gone, with the clauses inside it."""
    license_, held = Knowledge.load().license(name), TextPack.load().text(name)
    assert license_ is not None
    assert held is not None
    for clause in license_.clauses:
        start, end = clause.span
        found = extent_of(held[:start] + held[end:], name, load_index())
        if found is None:  # too little is left of it, or it is another licence now
            continue
        assert found.gone == {c.id for c in license_.clauses if start <= c.span[0] and c.span[1] <= end}, clause.id
        around = {c.id for c in license_.clauses if c.span[0] < end and start < c.span[1]} - found.gone
        assert found.partial <= around


def test_a_changed_word_drops_no_clause_and_is_never_overlooked(text: str) -> None:
    """Wherever one word is another, no restriction is given up, and the change caps every answer."""
    words = text.split(" ")
    for place in range(40, len(words), 61):
        if not words[place].isalpha():
            continue
        found = read(" ".join([*words[:place], "petunia", *words[place + 1 :]]))
        assert found.dropped == (), words[place]
        assert found.unread, words[place]
        assert len(found.terms.restricted_uses()) == 11
