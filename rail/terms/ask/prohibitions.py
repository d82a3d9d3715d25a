"""What an instrument forbids, held against the uses that the profile names, excludes, or may touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.terms import TermKind
from rail.model.verdict import Verdict
from rail.terms.ask.answer import Reason
from rail.terms.ask.qualifiers import Held, State, exception_state, narrowing_state
from rail.terms.ask.words import Touch, touch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.terms import Term
    from rail.terms.ask.answer import Case


_NAMED = 5
# Details of a record that keep a clause to less than its category.
_NARROWER = ("of", "places", "basis", "list", "except")


def prohibition_reasons(case: Case) -> Iterator[Reason]:
    """Yield a reason for each prohibition that matters, and one for all those that the profile does not speak of."""
    terms = case.instrument.terms
    general: list[Term] = []
    for term in () if terms is None else terms.of_kind(TermKind.PROHIBITION):
        found = touch(term.about, case.profile, case.vocabulary)
        if found is Touch.AFFIRMED:
            yield _affirmed(case, term)
        elif found is Touch.POSSIBLE:
            said = f"The use may fall under it; the profile neither says so nor excludes it. {term.summary}"
            yield _reason(case, term, Verdict.UNKNOWN, said, (f"use:{term.about}",))
        elif found is Touch.UNSTATED:
            general.append(term)
    if general:
        yield _reason(case, general[0], Verdict.CONDITIONAL, _general(case, general))


def _general(case: Case, terms: list[Term]) -> str:
    """Return in words that restrictions which the profile does not speak of have to be kept."""
    names = [case.vocabulary.label(about) for about in dict.fromkeys(term.about for term in terms)]
    plural = "" if len(names) == 1 else "s"
    more = f", and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    listed = "; ".join(names[:_NAMED])
    return f"Must not fall under {len(names)} restricted use{plural} that the profile does not mention: {listed}{more}."


def _affirmed(case: Case, term: Term) -> Reason:
    narrowing = narrowing_state(term, case.profile, case.vocabulary)
    if narrowing.state is State.NO:
        said = f"Does not apply on the facts that are stated; it narrows itself. {term.summary}"
        return _reason(case, term, Verdict.CONDITIONAL, said)
    exception = exception_state(term, case.profile, case.vocabulary)
    if exception.state is State.YES:
        return _lifted(case, term)
    part = _part(term)
    if part:
        said = f"Forbidden for a part of what the word stands for ({part}); the profile does not say whether. "
        return _reason(case, term, Verdict.UNKNOWN, said + term.summary, (*exception.questions, *narrowing.questions))
    return _open_or_denied(case, term, exception, narrowing)


def _open_or_denied(case: Case, term: Term, exception: Held, narrowing: Held) -> Reason:
    questions = (*exception.questions, *narrowing.questions)
    if narrowing.state is State.OPEN:
        said = f"Forbidden under a condition that the profile leaves open. {term.summary}"
        return _reason(case, term, Verdict.CONDITIONAL, said, questions)
    if exception.state is State.OPEN:
        # An exception for part of a clause lifts too little for the answer to be better than with the exception met.
        verdict = Verdict.UNKNOWN if "exception-covers" in term.params else Verdict.CONDITIONAL
        return _reason(case, term, verdict, f"Forbidden unless an exception is met. {term.summary}", questions)
    return _reason(case, term, Verdict.DENIED, term.summary)


def _part(term: Term) -> str:
    """Return in words to which part of its category a clause keeps itself, where the record says so."""
    stated = [term.params[name] for name in _NARROWER if name in term.params]
    return "; ".join(", ".join(map(str, one)) if isinstance(one, (list, tuple)) else str(one) for one in stated)


def _lifted(case: Case, term: Term) -> Reason:
    """Return the reason of a met exception; one that covers only part of the clause leaves the rest open."""
    if "exception-covers" in term.params:
        said = f"The stated exception covers only part of the clause. {term.summary}"
        return _reason(case, term, Verdict.UNKNOWN, said)
    return _reason(case, term, Verdict.CONDITIONAL, f"As long as the stated exception holds. {term.summary}")


def _reason(case: Case, term: Term, effect: Verdict, says: str, questions: tuple[str, ...] = ()) -> Reason:
    return Reason(case.instrument.name, term.clause, term.about, effect, says, "prohibition", questions)
