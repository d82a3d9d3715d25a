"""Compare two licences, a licence and a file, or two files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.operations.policies import policies_of
from rail.operations.sides import compared_side
from rail.reports.comparison.content import ComparedTerms, ComparedWords
from rail.terms.meet import STAMP

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.license import License
    from rail.model.terms import Term
    from rail.operations.sides import Compared
    from rail.terms.compare import Instrument


def compare_licenses(a: str, b: str, *, words: bool = False, alone: bool = False) -> ComparedTerms | ComparedWords:
    """Return what B changes against A: term by term, or word by word for two texts that nobody here knows.

    Args:
        a: a name of a licence, or a file.
        b: the same.
        words: compare words alone, whatever the texts are.
        alone: compare licences without the use policies that they make part of themselves.

    Raises:
        InputError: a file cannot be read, or there is nothing to compare it with.
        UnknownIdError: a name means no licence, or one whose terms nobody recorded.
    """
    from rail.operations.own import knowledge_here

    knowledge = knowledge_here()
    one, other = compared_side(a, knowledge, words=words), compared_side(b, knowledge, words=words)
    if one.effective is None and other.effective is None:
        return _compare_words(one, other, knowledge.date)
    for unknown, known in ((one, other), (other, one)):
        if unknown.effective is None:
            raise _one_unknown(unknown, known)
    from rail.terms.compare import compare

    if not alone:
        one, other = _with_policies(one, knowledge), _with_policies(other, knowledge)
    uses = knowledge.vocabulary().kinds["uses"]
    broader = {name: entry.parent for name, entry in uses.items()}
    found = compare(_instrument(one, knowledge), _instrument(other, knowledge), broader)
    return ComparedTerms(one.side, other.side, found, knowledge.vocabulary(), knowledge.date)


def _with_policies(one: Compared, knowledge: Knowledge) -> Compared:
    """Return one side with the use policies that its licence binds to follow, as far as their terms are recorded."""
    from rail.operations.licenses import quotes_of

    if one.effective is None:
        return one
    found = policies_of(one.effective.terms, knowledge).values()
    policies = tuple(one_ for one_ in found if one_ is not None and one_.terms is not None and one_ != one.side.license)
    quotes = dict(one.side.quotes)
    for policy in policies:
        quotes |= {f"{policy.id}{STAMP}{clause}": words for clause, words in quotes_of(policy).items()}
    return replace(one, side=replace(one.side, policies=policies, quotes=quotes))


def _instrument(one: Compared, knowledge: Knowledge) -> Instrument:
    """Return one side; what rests on clauses that a file changed is not taken from the record."""
    from rail.identify.own import index_of
    from rail.terms.compare import Instrument
    from rail.terms.meet import stamped
    from rail.terms.wording import wordings

    license_, effective = one.side.license, one.effective
    assert license_ is not None  # noqa: S101 # a side with terms has a licence
    assert effective is not None  # noqa: S101 # both were looked at
    words = dict(wordings(str(license_.id), index_of(str(license_.id), knowledge.own)))
    touched = _touched(one)
    provisions = {
        name: answer
        for name, answer in license_.provisions.items()
        if not touched.intersection(answer.clauses) and not (effective.unread and not answer.clauses)
    }
    known = {clause: wording for clause, wording in words.items() if clause not in touched}
    terms = [_scoped(term, license_) for term in effective.terms.terms]
    for policy in one.side.policies:
        if policy.terms is not None:
            terms += [_scoped(term, policy) for term in stamped(policy.terms, str(policy.id)).terms]
        wordings_ = wordings(str(policy.id), index_of(str(policy.id), knowledge.own))
        known |= {f"{policy.id}{STAMP}{clause}": wording for clause, wording in wordings_.items()}
    whole = replace(effective.terms, terms=tuple(terms))
    return Instrument(whole, provisions, known, effective.uncertain, bool(effective.unread))


def _scoped(term: Term, license_: License) -> Term:
    """Return the term without its artefacts where they are all that the licence is for: naming none means the same."""
    whole = bool(license_.artifacts) and set(license_.artifacts) <= set(term.artifacts)
    return replace(term, artifacts=()) if whole else term


def _touched(one: Compared) -> frozenset[str]:
    """Return the clauses whose words in the file are not those of the record."""
    effective = one.effective
    if effective is None:
        return frozenset()
    named = {change.clause_id for change in effective.unread if change.clause_id}
    named |= {term.clause for term in (*effective.dropped, *effective.terms.terms) if term.id in effective.uncertain}
    named |= {term.clause for term in effective.dropped}
    return frozenset(named | (one.extent.gone | one.extent.partial if one.extent else set()))


def _compare_words(one: Compared, other: Compared, date: str) -> ComparedWords:
    from rail.terms.passages import compare_words

    texts = []
    for item in (one, other):
        if item.text is None:
            message = f"{item.side.given}: its text is not in this installation"
            raise InputError(message, "give a file that holds it")
        if not item.text.strip():
            message = f"{item.side.given}: holds no words"
            raise InputError(message)
        texts.append(item.text)
    return ComparedWords(one.side, other.side, compare_words(texts[0], texts[1]), date)


def _one_unknown(unknown: Compared, known: Compared) -> InputError:
    """Return the error where terms can be compared with nothing."""
    side = unknown.side
    near = f", nearest to {', '.join(side.candidates)}" if side.candidates else ""
    found = "holds no licence text" if side.status == "none" else f"is a licence text that is not known here{near}"
    message = f"{side.given}: {found}; its terms cannot be compared with those of {known.side.given}"
    return InputError(message, "--words compares the words alone; `rail license draft` begins a record of the text")
