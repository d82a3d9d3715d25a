"""The question itself: every instrument that applies is asked, and the lowest verdict wins.

Verdicts are never more permissive than the evidence: silence permits nothing, a text that nobody recorded is
``unknown``, and a restriction, an instrument or an unread change more never raises an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.verdict import Verdict, meet
from rail.terms.ask.answer import Answer, Case, Missing, Reason
from rail.terms.ask.duties import due_duties, duty_reasons
from rail.terms.ask.limits import limit_reasons
from rail.terms.ask.permissions import permission_reasons
from rail.terms.ask.prohibitions import prohibition_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.model.profile import Fact, UseProfile
    from rail.model.vocabulary import Vocabulary
    from rail.terms.ask.answer import Instrument

_FAR = 10**15


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
    held = {instrument.name for instrument in instruments if instrument.terms is not None}
    cases = [Case(instrument, profile, vocabulary) for instrument in instruments]
    reasons = [reason for case in cases for reason in _reasons(case, held)]
    duties = tuple(duty for case in cases for duty in due_duties(case))
    ranked = tuple(sorted(reasons, key=lambda reason: reason.effect))
    return Answer(meet(reason.effect for reason in reasons), ranked, duties)


def _reasons(case: Case, held: set[str]) -> Iterator[Reason]:
    instrument = case.instrument
    if instrument.terms is None:
        said = instrument.problem or "Its terms are not recorded here."
        yield Reason(instrument.name, "", "terms", Verdict.UNKNOWN, said, "knowledge")
        return
    for change in instrument.unread:
        yield Reason(instrument.name, "", "terms", Verdict.UNKNOWN, f"Changed, and not read: {change}", "knowledge")
    yield from permission_reasons(case)
    yield from prohibition_reasons(case)
    yield from limit_reasons(case)
    yield from duty_reasons(case, held)


def _missing(
    answer: Answer, instruments: Sequence[Instrument], profile: UseProfile, vocabulary: Vocabulary
) -> Iterator[Missing]:
    """Yield each open question with the verdict that each answer would lead to; those that change nothing last."""
    questions = dict.fromkeys(question for reason in answer.reasons for question in reason.questions)
    found = []
    for question in questions:
        ways = {
            label: _answer(instruments, changed, vocabulary).verdict
            for label, changed in _ways(question, profile, vocabulary, instruments)
        }
        found.append(Missing(question, ways))
    yield from sorted(found, key=lambda item: set(item.leads_to.values()) == {answer.verdict})


def _ways(
    question: str, profile: UseProfile, vocabulary: Vocabulary, instruments: Sequence[Instrument]
) -> Iterator[tuple[str, UseProfile]]:
    from dataclasses import replace

    kind, _, name = question.partition(":")
    if kind == "use":
        yield "yes", replace(profile, uses=(*profile.uses, name))
        yield "no", replace(profile, not_uses=(*profile.not_uses, name))
    elif question == "territory":
        listed = sorted({code for item in instruments for code in _listed_places(item)})
        if listed:
            yield f"in {', '.join(listed)}", replace(profile, territory=tuple(listed))
        yield "elsewhere", replace(profile, territory=("ZZ",))
    else:
        entry = vocabulary.kinds["questions"].get(question)
        pairs: tuple[tuple[str, Fact], ...] = (("yes", True), ("no", False))
        if entry is not None and entry.details.get("answer") == "number":
            pairs = (("above the threshold", _FAR), ("below it", 0))
        for label, value in pairs:
            yield label, profile.with_fact(question, value)


def _listed_places(instrument: Instrument) -> set[str]:
    found: set[str] = set()
    for term in () if instrument.terms is None else instrument.terms.terms:
        if term.about == "territory":
            listed = term.params.get("excluded") or term.params.get("only") or []
            found |= (
                {str(code) for code in listed if str(code).isupper()} if isinstance(listed, (list, tuple)) else set()
            )
    return found
