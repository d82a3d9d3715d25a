"""The duties that follow from what the profile does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.terms import TermKind
from rail.model.verdict import Verdict
from rail.terms.ask.answer import DueDuty, Reason
from rail.terms.ask.thresholds import is_above
from rail.terms.ask.words import does, triggers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rail.terms.ask.answer import Case

# A licence may be asked for where a limit says so; it is no duty of who stays within the limits.
_WAYS_OUT = ("license-request",)
_CHANGING = ("modify", "distribute-derivative")


def due_duties(case: Case) -> tuple[DueDuty, ...]:
    """Return the duties that the profile's actions trigger; one that hangs on a threshold only above it."""
    terms = case.instrument.terms
    found = []
    for term in () if terms is None else terms.of_kind(TermKind.DUTY):
        if term.about in _WAYS_OUT or not triggers(term.when, case.profile, case.vocabulary):
            continue
        if "threshold" in term.params and not is_above(case):
            continue
        if term.params.get("if") == "modified" and not does(case.profile, case.vocabulary, *_CHANGING):
            continue
        found.append(DueDuty(case.instrument.name, term.clause, term))
    return tuple(found)


def duty_reasons(case: Case, held: Collection[str]) -> Iterator[Reason]:
    """Yield one reason for the duties, and one for each policy that must be followed and is not held.

    Args:
        case: the instrument and the profile.
        held: names of the instruments that are asked together with this one.
    """
    duties = due_duties(case)
    for duty in duties:
        policy = str(duty.term.params.get("policy", ""))
        if duty.term.about == "follow-policy" and policy not in held and not _in_same_text(duty, case):
            named = policy or "a policy that the text names"
            said = f"{named} applies too, and its text is not held here. {duty.term.summary}"
            yield Reason(case.instrument.name, duty.clause, "follow-policy", Verdict.UNKNOWN, said, "knowledge")
    if duties:
        plural = "y follows" if len(duties) == 1 else "ies follow"
        said = f"{len(duties)} dut{plural} from what you do."
        first = duties[0]
        yield Reason(case.instrument.name, first.clause, first.term.about, Verdict.CONDITIONAL, said, "duty")


def _in_same_text(duty: DueDuty, case: Case) -> bool:
    own = case.instrument.license
    names = {case.instrument.name} if own is None else {case.instrument.name, str(own.id)}
    return duty.term.params.get("policy") in names or "same text" in str(duty.term.params.get("url", ""))
