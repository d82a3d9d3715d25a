"""Thresholds: numbers of users, visits or money from which on rights end, or need a further licence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rail.model.terms import TermKind
from rail.model.verdict import Verdict
from rail.terms.ask.answer import Reason

if TYPE_CHECKING:
    from rail.model.terms import Term
    from rail.terms.ask.answer import Case

ABOUT = ("users-threshold", "revenue-threshold")


def threshold_reason(case: Case, term: Term) -> Reason | None:
    """Return what a threshold makes of the stated number; ``None`` where it stays below, or does not apply."""
    if _is_of_commerce(term) and case.profile.says("commercial") is False:
        return None
    question = question_of(case, term)
    bar = term.params.get("value")
    if question is None or not isinstance(bar, int):
        return _reason(case, term, Verdict.UNKNOWN, f"A threshold that nobody could read as a number. {term.summary}")
    stated = case.profile.number(question)
    if stated is None:
        verdict = Verdict.UNKNOWN if effect_of(case, term) == "no-rights" else Verdict.CONDITIONAL
        return _reason(case, term, verdict, f"The number is not stated. {term.summary}", (question,))
    if _is_money(term) and case.profile.currency != term.params.get("unit"):
        said = f"{case.profile.currency} and {term.params.get('unit')} are not compared here. {term.summary}"
        return _reason(case, term, Verdict.UNKNOWN, said)
    return _above(case, term) if _passes(term, stated, bar) else None


def _is_of_commerce(term: Term) -> bool:
    return term.params.get("when") == "commercial" or term.params.get("covers") == "commercial-use"


def _passes(term: Term, stated: int, bar: int) -> bool:
    """Tell whether a number passes the bar; the bar itself is within unless the clause says "from ... on"."""
    return stated >= bar if term.params.get("comparison") == "at-least" else stated > bar


def _above(case: Case, term: Term) -> Reason:
    effect = effect_of(case, term)
    granted = case.profile.says("license-granted")
    refused = effect == "license-request" and granted is False
    verdict = Verdict.DENIED if effect == "no-rights" or refused else Verdict.CONDITIONAL
    asks = ("license-granted",) if effect == "license-request" and granted is None else ()
    return _reason(case, term, verdict, f"Above the threshold. {term.summary}", asks)


def is_above(case: Case) -> bool:
    """Tell whether a stated number is above one of the instrument's thresholds."""
    terms = case.instrument.terms
    for term in () if terms is None else terms.of_kind(TermKind.LIMIT):
        question = question_of(case, term) if term.about in ABOUT else None
        stated = None if question is None else case.profile.number(question)
        bar = term.params.get("value")
        if stated is not None and isinstance(bar, int) and _passes(term, stated, bar):
            return True
    return False


def effect_of(case: Case, term: Term) -> str:
    """Return what happens above a threshold: ``no-rights``, ``license-request`` or ``display``.

    A record that does not say has ``license-request`` where the instrument tells whom to ask, else ``no-rights``.
    """
    stated = term.params.get("effect")
    if isinstance(stated, str):
        return stated
    terms = case.instrument.terms
    asks = terms is not None and any(
        duty.params.get("threshold") == term.id for duty in terms.duties("license-request")
    )
    return "license-request" if asks else "no-rights"


def question_of(case: Case, term: Term) -> str | None:
    """Return the question whose answer is compared with a threshold, or ``None`` where its metric is not known."""
    for entry in case.vocabulary.kinds["questions"].values():
        if term.params.get("metric") in cast("list[str]", entry.details.get("metric", [])):
            return entry.id
    return None


def _is_money(term: Term) -> bool:
    return term.about == "revenue-threshold"


def _reason(case: Case, term: Term, effect: Verdict, says: str, questions: tuple[str, ...] = ()) -> Reason:
    return Reason(case.instrument.name, term.clause, term.about, effect, says, "limit", questions)
