"""Is everything that the profile does expressly permitted? Silence is no permission."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.terms import TermKind
from rail.model.verdict import Verdict
from rail.terms.ask.answer import Reason
from rail.terms.ask.words import ancestors, needed_permissions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.terms import Term
    from rail.terms.ask.answer import Case

_COMMERCIAL = ("commercial-use", "sell")
# Permissions for less than all use, and the fact that makes them suffice.
_NARROWER = {"research-use": "research", "private-use": "internal"}
# A text that keeps all other rights to its licensor keeps rights in the artefact; what is made with it may be free.
_OF_OUTPUTS = {"train-on-outputs", "use-outputs"}


def permission_reasons(case: Case) -> Iterator[Reason]:
    """Yield for each permission that is needed whether the instrument grants it; policies grant nothing."""
    if case.instrument.role == "policy":
        return
    reasons = [
        _granted(case, action, _with_narrower(case, group))
        for action, group in needed_permissions(case.profile, case.vocabulary)
    ]
    commerce = _granted(case, "commercial", _COMMERCIAL)
    if case.profile.says("commercial"):
        reasons.append(commerce)
    elif case.profile.says("commercial") is None and commerce.effect is not Verdict.ALLOWED and reasons:
        # What is permitted otherwise is not said to be permitted in business: the answer may differ there.
        reasons[0] = replace(reasons[0], questions=(*reasons[0].questions, "commercial"))
    yield from reasons


def _with_narrower(case: Case, group: tuple[str, ...]) -> tuple[str, ...]:
    """Return the group with the permissions that suffice for what the profile states."""
    more = []
    if "use" in group:
        more += [grant for grant, fact in _NARROWER.items() if case.profile.says(fact)]
    if "train-on-outputs" in group and _counts_as_derivative(case):
        more.append("modify")
    return (*group, *more)


def _counts_as_derivative(case: Case) -> bool:
    terms = case.instrument.terms
    return terms is not None and any(term.about == "distillation-is-derivative" for term in terms.terms)


def _granted(case: Case, action: str, group: tuple[str, ...]) -> Reason:
    terms = case.instrument.terms
    granted = () if terms is None else terms.of_kind(TermKind.PERMISSION)
    held = [term for term in granted if term.about in group and _reaches(case, term, action)]
    held.sort(key=lambda term: group.index(term.about))
    for term in held:
        if term.id not in case.instrument.uncertain:
            return _reason(case, term, Verdict.ALLOWED, term.summary)
    if held:
        return _reason(case, held[0], Verdict.UNKNOWN, "The clause that permits it was altered.")
    return _not_granted(case, action, group)


def _reaches(case: Case, term: Term, action: str) -> bool:
    """Tell whether a permission holds for an action; one for business on some acts needs all acts to be of these."""
    acts = case.profile.actions if action == "commercial" else (action,)
    named = set(term.when)
    return not named or all(named & set(ancestors("actions", act, case.vocabulary)) for act in acts)


def _not_granted(case: Case, action: str, group: tuple[str, ...]) -> Reason:
    terms = case.instrument.terms
    closed = None if terms is None else next((t for t in terms.terms if _closes_the_grant(t)), None)
    if closed is not None and not _narrower_grants(case, group) and not _OF_OUTPUTS & set(group):
        said = f"The text permits nothing that it does not name, and it does not name this: {action}."
        return _reason(case, closed, Verdict.DENIED, said)
    questions = tuple(_NARROWER[grant] for grant in _narrower_grants(case, group) if grant in _NARROWER)
    said = f"The text does not say that this is permitted: {action}."
    about = group[0] if group else action
    return Reason(case.instrument.name, "", about, Verdict.UNKNOWN, said, "permission", questions)


def _closes_the_grant(term: Term) -> bool:
    """Tell whether a limit says that nothing else is permitted; one with details speaks of a purpose or an act."""
    return term.about == "scope-of-grant" and not term.params and not term.when


def _narrower_grants(case: Case, group: tuple[str, ...]) -> tuple[str, ...]:
    """Return the narrower permissions, such as use for research, that might cover what the profile does not state."""
    terms = case.instrument.terms
    granted = {term.about for term in terms.of_kind(TermKind.PERMISSION)} if terms and "use" in group else set()
    return tuple(grant for grant in (*_NARROWER, "evaluate") if grant in granted)


def _reason(case: Case, term: Term, effect: Verdict, says: str) -> Reason:
    return Reason(case.instrument.name, term.clause, term.about, effect, says, "permission")
