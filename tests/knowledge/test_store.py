"""The compiled records: everything that refers to something refers to something that exists."""

from __future__ import annotations

import pytest

from rail.knowledge.store import Knowledge
from rail.model.terms import TermKind

_KIND_OF = {
    TermKind.PERMISSION: "permissions",
    TermKind.PROHIBITION: "uses",
    TermKind.DUTY: "duties",
    TermKind.LIMIT: "limits",
}


def test_every_term_speaks_the_vocabulary() -> None:
    """Each term is about a word of the vocabulary of its kind."""
    knowledge = Knowledge.load()
    kinds = knowledge.vocabulary().kinds

    strangers = [
        (license_.id, term.id, term.about)
        for license_ in knowledge.licenses()
        if license_.terms
        for term in license_.terms.terms
        if term.about not in kinds[_KIND_OF[term.kind]]
    ]

    assert strangers == []


def test_every_term_stands_on_a_clause() -> None:
    """No term without a passage of the text."""
    loose = [
        (license_.id, term.id)
        for license_ in Knowledge.load().licenses()
        if license_.terms
        for term in license_.terms.terms
        if license_.clause(term.clause) is None
    ]

    assert loose == []


def test_companions_know_each_other() -> None:
    """A licence and its use policy refer to each other."""
    knowledge = Knowledge.load()

    one_sided = [
        (license_.id, name)
        for license_ in knowledge.licenses()
        for name in license_.companions
        if license_.id not in getattr(knowledge.license(name), "companions", ())
    ]

    assert one_sided == []


@pytest.mark.parametrize(
    ("license_id", "count"),
    [
        ("bigscience-bloom-rail-1.0", 13),
        ("bigscience-openrail-m", 13),
        ("creativeml-openrail-m", 11),
        ("creativeml-openrailpp-m", 11),
        ("bigcode-openrail-m", 14),
        ("aipubs-openrail-m-0.1", 11),
        ("aipubs-openrail-s-0.1", 11),
    ],
)
def test_restriction_counts_agree_with_the_literature(license_id: str, count: int) -> None:
    """The number of restricted uses of the RAIL core is the one that McDuff et al. (arXiv 2505.22287) count."""
    license_ = Knowledge.load().license(license_id)

    assert license_ is not None
    assert license_.terms is not None
    assert len(license_.terms.restricted_uses()) == count


def test_a_text_without_a_record_is_known_by_identity_only() -> None:
    """Such a licence has names and no terms, and says so by having none."""
    license_ = Knowledge.load().license("bsd-original")

    assert license_ is not None
    assert license_.ids.spdx == "BSD-4-Clause"
    assert license_.terms is None


def test_a_label_that_asks_ends_as_a_question() -> None:
    """Questions read as questions."""
    questions = Knowledge.load().vocabulary().kinds["questions"].values()
    assert [entry.id for entry in questions if not entry.label.endswith("?")] == []


def test_an_identifier_of_licensedb_is_no_entry_of_the_spdx_list() -> None:
    """What is not on the list does not stand there under another name."""
    facts = ((one.id, one.facts.get("spdx-listed")) for one in Knowledge.load().licenses())
    assert [name for name, fact in facts if fact and not fact.value and "Stands there" in fact.source.note] == []


def test_what_a_term_is_about_is_named_by_the_word_for_terms() -> None:
    """`military` is a use before it is an actor, and `law` a use before it is a sector."""
    vocabulary = Knowledge.load().vocabulary()
    assert [vocabulary.label(word) for word in ("military", "law", "insurance", "security")] == [
        vocabulary.kinds["uses"][word].label for word in ("military", "law", "insurance", "security")
    ]
