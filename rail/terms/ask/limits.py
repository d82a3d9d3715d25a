"""What narrows the permissions: commerce, research, passing on, places, persons, competition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.terms import TermKind
from rail.model.verdict import Verdict
from rail.terms.ask.answer import Reason
from rail.terms.ask.places import territory_reason
from rail.terms.ask.thresholds import ABOUT as THRESHOLDS
from rail.terms.ask.thresholds import threshold_reason
from rail.terms.ask.words import does, triggers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rail.model.terms import Term
    from rail.terms.ask.answer import Case

# Acts that make another model, which may be of the kind that a ban on competing models names.
_MAKING_MODELS = {"train", "distill", "train-on-outputs"}
_MODIFYING = ("modify", "train", "distribute-derivative")
# Limits that are no act of the profile, and which it must keep.
_TO_KEEP = (
    "lawful-use-only",
    "output-within-license",
    "no-reverse-engineering",
    "no-circumvention",
    "no-added-terms",
    "confidentiality",
    "export-control",
    "no-open-source-exposure",
    "usage-data-collected",
)
# Limits that change no answer: what else is not licensed, when rights end, which law holds.
_WITHOUT_EFFECT = (
    "distillation-is-derivative",
    "data-not-licensed",
    "code-not-licensed",
    "docs-not-licensed",
    "remote-restriction",
    "licensor-updates",
    "terms-may-change",
    "trademark-reserved",
    "patent-termination",
    "termination",
    "reinstatement",
    "publicity-of-breach",
    "collected-data-released",
    "governing-law",
    "moral-rights-excluded",
    "patent-excluded",
    "third-party-rights-excluded",
    "personal-grant",
    "age-minimum",
)


def limit_reasons(case: Case) -> Iterator[Reason]:
    """Yield a reason for each limit that matters; one that this engine does not know leaves the answer open."""
    terms = case.instrument.terms
    for term in () if terms is None else terms.of_kind(TermKind.LIMIT):
        if term.about in _WITHOUT_EFFECT or _is_of_other_acts(case, term):
            continue
        if term.about in THRESHOLDS:
            found = threshold_reason(case, term)
        elif term.about in _TO_KEEP:
            found = _reason(case, term, Verdict.CONDITIONAL, term.summary)
        else:
            found = _FUNCTIONS.get(term.about, _not_understood)(case, term)
        if found is not None:
            yield found


def _is_of_other_acts(case: Case, term: Term) -> bool:
    """Tell whether a limit holds for acts that the profile does not name; one on derivatives reaches their making."""
    return term.about != "no-derivatives" and not triggers(term.when, case.profile, case.vocabulary)


def _not_understood(case: Case, term: Term) -> Reason:
    return _reason(case, term, Verdict.UNKNOWN, f"A limit that is not weighed here: read the clause. {term.summary}")


def _scope_of_grant(case: Case, term: Term) -> Reason | None:
    """Return what a limit of purpose leaves to keep; one that closes the grant counts where a permission is missing."""
    if term.when:
        return _reason(case, term, Verdict.UNKNOWN, f"Forbids a part of this act. {term.summary}")
    return _reason(case, term, Verdict.CONDITIONAL, term.summary) if term.params else None


def _non_commercial(case: Case, term: Term) -> Reason | None:
    if term.params.get("outputs") == "free" and set(case.profile.actions) <= {"publish-outputs"}:
        return None
    if case.profile.says("commercial") is False:
        return _reason(case, term, Verdict.CONDITIONAL, f"As long as it stays so. {term.summary}")
    return _yes_or_no(case, term, "commercial", forbidden=True)


def _research_only(case: Case, term: Term) -> Reason | None:
    if term.params.get("outputs") == "free" and set(case.profile.actions) <= {"publish-outputs"}:
        return None
    if term.params.get("or") == "evaluation" and set(case.profile.actions) <= {"evaluate"}:
        return None
    if term.params.get("or") == "commercial use" and case.profile.says("commercial"):
        return None
    if case.profile.says("research"):
        return _reason(case, term, Verdict.CONDITIONAL, f"As long as it stays so. {term.summary}")
    return _yes_or_no(case, term, "research", forbidden=False)


def _yes_or_no(case: Case, term: Term, question: str, *, forbidden: bool) -> Reason | None:
    """Return ``denied`` for the forbidden answer, nothing for the other, and ``unknown`` where there is none.

    A limit of a part of the acts, which the record names, leaves the forbidden answer open.
    """
    stated = case.profile.says(question)
    if stated is None:
        return _reason(
            case, term, Verdict.UNKNOWN, f"It depends on what the profile leaves open. {term.summary}", question
        )
    verdict = Verdict.UNKNOWN if "of" in term.params else Verdict.DENIED
    return _reason(case, term, verdict, term.summary) if stated is forbidden else None


def _no_derivatives(case: Case, term: Term) -> Reason | None:
    if not does(case.profile, case.vocabulary, *_MODIFYING):
        return None
    if term.params.get("scope") == "making" or does(case.profile, case.vocabulary, "distribute", "share"):
        return _reason(case, term, Verdict.DENIED, term.summary)
    return _reason(case, term, Verdict.CONDITIONAL, f"What is changed stays with you. {term.summary}")


def _no_distribution(case: Case, term: Term) -> Reason | None:
    if not does(case.profile, case.vocabulary, "distribute"):
        return None
    verdict = Verdict.UNKNOWN if {"except", "to"} & term.params.keys() else Verdict.DENIED
    return _reason(case, term, verdict, term.summary)


def _no_hosting(case: Case, term: Term) -> Reason | None:
    verdict = Verdict.UNKNOWN if "of" in term.params else Verdict.DENIED
    return _reason(case, term, verdict, term.summary) if does(case.profile, case.vocabulary, "host") else None


def _no_competing_models(case: Case, term: Term) -> Reason | None:
    stated = case.profile.says("competes")
    if stated is False:
        return None
    if stated:
        verdict = Verdict.UNKNOWN if "except" in term.params and _may_be_excepted(term) else Verdict.DENIED
        return _reason(case, term, verdict, term.summary)
    verdict = Verdict.UNKNOWN if set(case.profile.actions) & _MAKING_MODELS else Verdict.CONDITIONAL
    return _reason(case, term, verdict, term.summary, "competes")


def _may_be_excepted(term: Term) -> bool:
    """Tell whether an exception could reach what competes; the licensed model's own derivatives never do."""
    return "non-commercial" in str(term.params["except"])


def _no_output_training(case: Case, term: Term) -> Reason | None:
    if not does(case.profile, case.vocabulary, "train-on-outputs"):
        return None
    narrowed = {"of", "object", "except"} & term.params.keys()
    stated = case.profile.says("competes")
    if not narrowed or stated:
        return _reason(case, term, Verdict.DENIED, term.summary)
    if stated is False:
        return _reason(case, term, Verdict.CONDITIONAL, term.summary)
    return _reason(case, term, Verdict.UNKNOWN, f"It forbids this for some models. {term.summary}", "competes")


def _registration(case: Case, term: Term) -> Reason | None:
    if case.profile.says("registered"):
        return None
    if term.params.get("for") == "commercial use" and case.profile.says("commercial") is False:
        return None
    if case.profile.says("registered") is False:
        return _reason(case, term, Verdict.DENIED, f"Not registered. {term.summary}")
    return _reason(case, term, Verdict.CONDITIONAL, term.summary, "registered")


def _named_parties(case: Case, term: Term) -> Reason | None:
    if term.params.get("effect") == "license-request":
        if case.profile.says("competes") is False or case.profile.says("license-granted"):
            return None
        denied = case.profile.says("competes") and case.profile.says("license-granted") is False
        verdict = Verdict.DENIED if denied else Verdict.CONDITIONAL
        asks = "license-granted" if case.profile.says("competes") else "competes"
        return _reason(case, term, verdict, term.summary, asks)
    return _yes_or_no(case, term, "entitled-party", forbidden=False)


_FUNCTIONS: dict[str, Callable[[Case, Term], Reason | None]] = {
    "non-commercial": _non_commercial,
    "research-only": _research_only,
    "no-derivatives": _no_derivatives,
    "no-distribution": _no_distribution,
    "no-hosting": _no_hosting,
    "no-competing-models": _no_competing_models,
    "no-output-training": _no_output_training,
    "registration": _registration,
    "named-parties": _named_parties,
    "scope-of-grant": _scope_of_grant,
    "territory": territory_reason,
}


def _reason(case: Case, term: Term, effect: Verdict, says: str, question: str = "") -> Reason:
    asked = (question,) if question else ()
    return Reason(case.instrument.name, term.clause, term.about, effect, says, "limit", asked)
