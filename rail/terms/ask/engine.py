"""The question itself: every instrument that applies is asked, and the lowest verdict wins.

Verdicts are never more permissive than the evidence: silence permits nothing, a text that nobody recorded is
``unknown``, and a restriction, an instrument or an unread change more never raises an answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.verdict import Verdict, meet
from rail.terms.ask.answer import Answer, Case, Missing, Reason
from rail.terms.ask.duties import due_duties, duty_reasons
from rail.terms.ask.limits import limit_reasons
from rail.terms.ask.permissions import permission_reasons
from rail.terms.ask.prohibitions import prohibition_reasons
from rail.terms.ask.ways import ways_of
from rail.terms.ask.words import does

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.model.profile import UseProfile
    from rail.model.vocabulary import Vocabulary
    from rail.terms.ask.answer import Instrument


def ask(instruments: Sequence[Instrument], profile: UseProfile, vocabulary: Vocabulary) -> Answer:
    """Answer whether a profile may do what it says under all instruments together, and what would change the answer.

    Args:
        instruments: everything that applies; without any the answer is ``unknown``.
        profile: what somebody wants to do.
        vocabulary: the words of both.
    """
    answer = _answer(instruments, profile, vocabulary)
    missing = tuple(_missing(answer, instruments, profile, vocabulary))
    return Answer(answer.verdict, answer.reasons, answer.duties, missing)


def _answer(instruments: Sequence[Instrument], profile: UseProfile, vocabulary: Vocabulary) -> Answer:
    profile = _with_implied(profile, vocabulary)
    held = {instrument.name for instrument in instruments if instrument.terms is not None}
    cases = [Case(instrument, profile, vocabulary) for instrument in instruments]
    reasons = [reason for case in cases for reason in _weighed(case, held)]
    if instruments and all(instrument.role == "policy" for instrument in instruments):
        reasons.append(_policy_alone(instruments[0]))
    duties = tuple(duty for case in cases for duty in due_duties(case))
    ranked = tuple(sorted(reasons, key=lambda reason: reason.effect))
    return Answer(meet(reason.effect for reason in reasons), ranked, duties)


def _with_implied(profile: UseProfile, vocabulary: Vocabulary) -> UseProfile:
    """Return the profile with what its actions say of its facts: who sells does it for money."""
    return profile.with_fact("commercial", answer=True) if does(profile, vocabulary, "sell") else profile


def _policy_alone(policy: Instrument) -> Reason:
    with_it = ", ".join(map(str, policy.license.companions)) if policy.license else ""
    said = "A use policy forbids and grants nothing; the licence that it belongs to does"
    said = f"{said}: ask about {with_it}." if with_it else f"{said}."
    return Reason(policy.name, "", "use", Verdict.UNKNOWN, said, "knowledge")


def _weighed(case: Case, held: set[str]) -> Iterator[Reason]:
    """Yield the reasons of one instrument; words that are in dispute, or that were altered, deny nothing for sure."""
    altered = _altered(case.instrument)
    for reason in _reasons(case, held):
        doubt = case.instrument.contested
        if (reason.clause, reason.about) in altered:
            doubt = "The clause was altered; the licence by that name has there:"
        if doubt and reason.effect is Verdict.DENIED:
            yield replace(reason, effect=Verdict.UNKNOWN, says=f"{doubt} {reason.says}")
        else:
            yield reason


def _altered(instrument: Instrument) -> set[tuple[str, str]]:
    terms = () if instrument.terms is None else instrument.terms.terms
    return {(term.clause, term.about) for term in terms if term.id in instrument.uncertain}


def _reasons(case: Case, held: set[str]) -> Iterator[Reason]:
    instrument = case.instrument
    if instrument.terms is None:
        said = instrument.problem or "Its terms are not recorded here."
        yield Reason(instrument.name, "", "terms", Verdict.UNKNOWN, said, "knowledge")
        return
    if instrument.concluded:
        said = f"As long as what somebody concluded is right: {instrument.concluded}"
        yield Reason(instrument.name, "", "conclusion", Verdict.CONDITIONAL, said, "knowledge")
    for change in instrument.unread:
        yield Reason(instrument.name, "", "terms", Verdict.UNKNOWN, f"Changed, and not read: {change}", "knowledge")
    yield from permission_reasons(case)
    yield from prohibition_reasons(case)
    yield from limit_reasons(case)
    yield from duty_reasons(case, held)


def _missing(
    answer: Answer, instruments: Sequence[Instrument], profile: UseProfile, vocabulary: Vocabulary
) -> Iterator[Missing]:
    """Yield each open question with the verdict that each answer leads to, the most telling first."""
    weight: dict[str, Verdict] = {}
    for reason in answer.reasons:
        for question in reason.questions:
            weight.setdefault(question, reason.effect)
    found = []
    for question, effect in weight.items():
        ways = {
            label: _answer(instruments, changed, vocabulary).verdict
            for label, changed in ways_of(question, profile, vocabulary, instruments)
        }
        found.append(Missing(question, ways, decides=effect <= answer.verdict))
    yield from sorted(found, key=lambda item: _rank(item, answer.verdict))


def _rank(item: Missing, now: Verdict) -> tuple[bool, int, int]:
    """Return a key that puts first what changes the verdict, and of that what can turn it the worst and the best."""
    ways = item.leads_to.values()
    return set(ways) == {now}, min(ways, default=now), -max(ways, default=now)
