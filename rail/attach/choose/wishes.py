"""Each answer held against one licence: met, met in part, silent, or not met, and by which clause."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.model.terms import TermKind
from rail.terms.ask.places import listed_codes
from rail.terms.ask.words import ancestors, countries
from rail.terms.conflict import is_whole, sole_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.attach.choose.answers import Answers
    from rail.model.license import License
    from rail.model.terms import Term, Terms
    from rail.model.vocabulary import Vocabulary

_NARROWING = ("intent", "context", "automation", "object", "exception", "consent")


class State(Enum):
    """How a licence stands to one answer."""

    MET = "met"
    PARTLY = "partly"
    SILENT = "silent"
    UNMET = "unmet"


@dataclass(frozen=True, slots=True)
class Met:
    """One answer and what a licence makes of it.

    Attributes:
        answer: ``audience``, ``commercial``, ``sharing``, ``eu``, or ``harms: CATEGORY``.
        state: how it stands.
        says: in words.
        instrument: id of the licence or policy whose clause says so.
        clause: id of that clause; empty where none does.
    """

    answer: str
    state: State
    says: str
    instrument: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A licence with the policies that it takes in, and the words that it is read with."""

    license: License
    policies: tuple[License, ...]
    vocabulary: Vocabulary
    leaves_out: tuple[str, ...]

    @property
    def terms(self) -> Terms:
        """The terms of the licence."""
        assert self.license.terms is not None  # noqa: S101 # only such licences are looked at
        return self.license.terms

    def limits(self, *about: str) -> list[Term]:
        """Return the licence's limits of these kinds, whole ones first."""
        found = [term for term in self.terms.of_kind(TermKind.LIMIT) if term.about in about]
        return sorted(found, key=lambda term: (not _is_for_all(term), about.index(term.about)))

    def permits(self, *about: str) -> Term | None:
        """Return the first permission of these kinds."""
        found = [term for term in self.terms.of_kind(TermKind.PERMISSION) if term.about in about]
        return next(iter(found), None)

    def prohibitions(self) -> Iterator[tuple[License, Term]]:
        """Yield what the licence and its policies forbid."""
        for part in (self.license, *self.policies):
            for term in () if part.terms is None else part.terms.of_kind(TermKind.PROHIBITION):
                yield part, term


def held_against(answers: Answers, weighing: Weighing) -> tuple[Met, ...]:
    """Return what a licence makes of each answer about use, sharing, places and harms."""
    found: list[Met] = []
    if answers.audience:
        found.append(_audience(answers.audience, weighing))
    if answers.commercial is not None:
        found.append(_commercial(weighing, wished=answers.commercial))
    if answers.sharing:
        found.append(_sharing(answers.sharing, weighing))
    if answers.eu:
        found.append(_eu(weighing))
    return (*found, *(harm(category, weighing) for category in answers.harms or ()))


def unwished(harms: Iterable[str], weighing: Weighing) -> tuple[str, ...]:
    """Return the uses that a licence forbids and that no wish stands for, not even as part of it."""
    wished = tuple(harms)
    above = {name for wish in wished for name in ancestors("uses", wish, weighing.vocabulary)}
    found = dict.fromkeys(term.about for _, term in weighing.prohibitions())
    return tuple(
        about
        for about in found
        if about not in above and not set(wished).intersection(ancestors("uses", about, weighing.vocabulary))
    )


def _audience(wished: str, weighing: Weighing) -> Met:
    if wished == "everyone":
        limit = next(iter(weighing.limits(*weighing.leaves_out)), None)
        if limit is None:
            return _said("audience", State.MET, "Leaves nobody out.", weighing, weighing.permits("use", "distribute"))
        state = State.UNMET if _is_for_all(limit) else State.PARTLY
        return _said("audience", state, limit.summary, weighing, limit)
    closed = weighing.limits("no-distribution")
    if wished == "named" and any(is_whole(term) for term in closed):
        says = "Who has it may not pass it on, so that only those have it whom you give it to."
        return _said("audience", State.PARTLY, says, weighing, closed[0])
    about = "research-only" if wished == "research" else "named-parties"
    limit = next(iter(weighing.limits(about)), None)
    if limit is None or not _is_for_all(limit) or "excluded" in limit.params:
        who = "researchers" if wished == "research" else "those whom you name"
        return Met("audience", State.UNMET, f"Lets others than {who} use it too.")
    return _said("audience", State.MET, limit.summary, weighing, limit)


def _commercial(weighing: Weighing, *, wished: bool) -> Met:
    limit = next(iter(weighing.limits("non-commercial", "research-only")), None)
    if limit is not None:
        state = State.PARTLY if not is_whole(limit) or not _is_for_all(limit) else State.UNMET if wished else State.MET
        return _said("commercial", state, limit.summary, weighing, limit)
    permission = weighing.permits("commercial-use", "sell")
    if not wished:
        return _said("commercial", State.UNMET, "Nothing keeps it to non-commercial use.", weighing, permission)
    if permission is None:
        return Met("commercial", State.SILENT, "The text does not say that commercial use is permitted.")
    return _said("commercial", State.MET, permission.summary, weighing, permission)


def _sharing(wished: str, weighing: Weighing) -> Met:
    closed = next(iter(weighing.limits("no-distribution")), None)
    fixed = next(iter(weighing.limits("no-derivatives")), None)
    if wished == "none":
        state, term = (State.MET, closed) if closed else (State.UNMET, weighing.permits("distribute"))
        says = closed.summary if closed else "Lets others pass it on."
        return _said("sharing", state, says, weighing, term)
    if closed is not None:
        return _said("sharing", State.UNMET if is_whole(closed) else State.PARTLY, closed.summary, weighing, closed)
    if wished == "unchanged":
        says = fixed.summary if fixed else "Lets others change it and pass that on."
        return _said(
            "sharing", State.MET if fixed else State.UNMET, says, weighing, fixed or weighing.permits("modify")
        )
    if fixed is not None:
        return _said("sharing", State.UNMET, fixed.summary, weighing, fixed)
    return _alike(weighing, wished=wished == "same-terms")


def _alike(weighing: Weighing, *, wished: bool) -> Met:
    """Return what a licence says of the terms of changed versions."""
    whole = sole_terms(weighing.terms)
    if whole is not None:
        return _said("sharing", State.MET if wished else State.UNMET, whole.summary, weighing, whole)
    part = next(iter(weighing.terms.duties("share-alike")), None)
    if part is not None:
        return _said("sharing", State.PARTLY, part.summary, weighing, part)
    permission = weighing.permits("modify")
    if wished:
        return _said("sharing", State.UNMET, "Changed versions may go under other terms.", weighing, permission)
    if permission is None or weighing.permits("distribute") is None:
        return Met("sharing", State.SILENT, "The text does not say that changed versions may be passed on.")
    return _said("sharing", State.MET, permission.summary, weighing, permission)


def _eu(weighing: Weighing) -> Met:
    europe = countries("EU", weighing.vocabulary)
    for part in (weighing.license, *weighing.policies):
        for term in () if part.terms is None else part.terms.of_kind(TermKind.LIMIT):
            if term.about == "territory" and "excluded" in term.params and _is_there(term, europe, weighing):
                whole = "of" not in term.params or term.params["of"] == "everything"
                state = State.UNMET if whole else State.PARTLY
                return Met("eu", state, term.summary, str(part.id), term.clause)
    return Met("eu", State.MET, "No clause leaves the European Union out.")


def _is_there(term: Term, europe: frozenset[str], weighing: Weighing) -> bool:
    return any(not europe.isdisjoint(countries(code, weighing.vocabulary)) for code in listed_codes(term))


def harm(category: str, weighing: Weighing) -> Met:
    """Return the clause that forbids a use, or something broader; one without narrowing words where there is one."""
    above = ancestors("uses", category, weighing.vocabulary)
    found = [(part, term) for part, term in weighing.prohibitions() if term.about in above]
    below = [
        (part, term)
        for part, term in weighing.prohibitions()
        if term.about != category and category in ancestors("uses", term.about, weighing.vocabulary)
    ]
    key = f"harms: {category}"
    for pairs, state in (
        ([pair for pair in found if not _is_narrowed(pair[1])], State.MET),
        (found, State.PARTLY),
        (below, State.PARTLY),
    ):
        if pairs:
            part, term = pairs[0]
            return Met(key, state, term.summary, str(part.id), term.clause)
    return Met(key, State.UNMET, "No clause forbids it.")


def _is_narrowed(term: Term) -> bool:
    return "module" in term.params or any(term.qualifiers.get(name) for name in _NARROWING)


def _is_for_all(limit: Term) -> bool:
    """Tell whether a limit holds in every case, and not in a module that somebody may choose or for some use alone."""
    return "module" not in limit.params and "for" not in limit.params


def _said(answer: str, state: State, says: str, weighing: Weighing, term: Term | None) -> Met:
    clause = "" if term is None else term.clause
    return Met(answer, state, says, str(weighing.license.id) if clause else "", clause)


def unmet_answers(rows: Sequence[Met]) -> tuple[str, ...]:
    """Return the answers that are not met."""
    return tuple(row.answer for row in rows if row.state is State.UNMET)
