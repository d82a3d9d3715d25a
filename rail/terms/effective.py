"""The terms that follow from a modified licence text: what its edits took away, changed and added.

The rule is one-sided: whatever cannot be read from the changes must not make an answer more permissive. A clause that
is gone takes its terms along; a clause that was altered keeps them, marked uncertain; added words that are understood
become limits, and all others are listed as unread, over which an answer is at most ``unknown``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.identification import ChangeKind, TextChange, TextStatus
from rail.model.late import dataclass
from rail.model.terms import Term, TermKind, Terms
from rail.terms.added import limits_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.model.identification import Identification
    from rail.model.license import License

ADDED = "added"  # stands for the clause of a term that somebody added to a text


@dataclass(frozen=True, slots=True)
class Extent:
    """Which clauses the edits of a text reach, by id (``rail.terms.extent`` finds it where the text is at hand).

    Attributes:
        gone: clauses of which no word is left.
        partial: clauses in which some words are missing, other, or new.
    """

    gone: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EffectiveTerms:
    """The terms of a text as it stands.

    Attributes:
        terms: the terms that are left, in the order of the licence, then the limits that were added.
        uncertain: ids of terms whose clause was altered: a permission among them is unknown, all others hold.
        unread: changes that nobody here can read; where there are any, an answer is at most ``unknown``.
        dropped: terms whose clause is gone.
    """

    terms: Terms
    uncertain: frozenset[str] = frozenset()
    unread: tuple[TextChange, ...] = ()
    dropped: tuple[Term, ...] = ()

    @property
    def firm(self) -> Terms:
        """The terms that may be relied on: without the permissions that are uncertain."""
        kept = (
            term for term in self.terms.terms if term.kind is not TermKind.PERMISSION or term.id not in self.uncertain
        )
        return replace(self.terms, terms=tuple(kept))


def effective_terms(license_: License, identification: Identification, extent: Extent | None = None) -> EffectiveTerms:
    """Return the terms that follow from a text that was identified as a licence, changed or not.

    Args:
        license_: the licence that the text was identified as.
        identification: canonical or modified.
        extent: which clauses the edits reach. Without it a removal is named by one clause only, and how much went with
            it cannot be told: it then counts as unread, too.

    Raises:
        ValueError: the licence has no terms, or the text is not that licence.
    """
    if license_.terms is None or identification.license != str(license_.id):
        message = f"{license_.id}: has no terms, or the text is {identification.license}"
        raise ValueError(message)
    if identification.status is TextStatus.CANONICAL and not identification.changes:
        return EffectiveTerms(license_.terms)
    if identification.status not in {TextStatus.CANONICAL, TextStatus.MODIFIED}:
        message = f"{license_.id}: the text is {identification.status.value}, not this licence"
        raise ValueError(message)
    return _apply(license_, identification.changes, extent)


def _apply(license_: License, changes: tuple[TextChange, ...], extent: Extent | None) -> EffectiveTerms:
    terms = license_.terms
    assert terms is not None  # noqa: S101 # the caller has looked
    gone = _gone(changes, extent)
    altered = _altered(changes, extent) - gone
    unread = [change for change in changes if not _is_read(change, extent)]
    unread += _unnamed(license_, altered, changes)
    kept = [term for term in terms.terms if term.clause not in gone]
    uncertain = {term.id for term in kept if term.clause in altered}
    return EffectiveTerms(
        replace(terms, terms=(*kept, *_added(changes, {term.id for term in terms.terms}))),
        frozenset(uncertain),
        tuple(unread),
        tuple(term for term in terms.terms if term.clause in gone),
    )


def _gone(changes: Iterable[TextChange], extent: Extent | None) -> frozenset[str]:
    if extent is not None:
        return extent.gone
    return frozenset(change.clause_id for change in changes if change.kind is ChangeKind.REMOVED and change.clause_id)


def _altered(changes: Iterable[TextChange], extent: Extent | None) -> frozenset[str]:
    """Return the clauses that were altered; an addition that is understood leaves the words beside it alone."""
    named = {
        change.clause_id
        for change in changes
        if change.clause_id and change.kind is not ChangeKind.REMOVED and not _is_understood(change)
    }
    understood = {change.clause_id for change in changes if _is_understood(change)} - named
    return frozenset(named | ((extent.partial - understood) if extent else frozenset()))


def _is_understood(change: TextChange) -> bool:
    if change.kind is not ChangeKind.ADDED:
        return False
    found = limits_in(change.words)
    return bool(found) and all(limit.read for limit in found)


def _is_read(change: TextChange, extent: Extent | None) -> bool:
    if change.kind is ChangeKind.REMOVED:
        return extent is not None and change.clause_id is not None and change.clause_id not in extent.partial
    return _is_understood(change)


def _unnamed(license_: License, altered: frozenset[str], changes: Iterable[TextChange]) -> list[TextChange]:
    """Return a change for each clause that an edit reached without being named by it."""
    named = {change.clause_id for change in changes}
    return [
        TextChange(ChangeKind.ALTERED, clause.label, clause.id, (), None, "")
        for clause in license_.clauses
        if clause.id in altered and clause.id not in named
    ]


def _added(changes: Iterable[TextChange], taken: set[str]) -> list[Term]:
    """Return the limits that added or altered words set."""
    added: list[Term] = []
    for change in changes:
        if change.kind is ChangeKind.REMOVED:
            continue
        for limit in limits_in(change.words):
            name = f"added-{limit.about}"
            while name in taken:
                name += "-more"
            taken.add(name)
            place = "" if change.line is None else f" on line {change.line}"
            summary = f"Added to the text{place}." if limit.read else f"Added to the text{place}; its reach is unread."
            details = {"line": change.line, "words": change.words}
            added.append(Term(name, TermKind.LIMIT, limit.about, ADDED, summary, params=details))
    return added
