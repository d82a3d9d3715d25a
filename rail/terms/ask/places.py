"""Places: where the rights do not hold, or hold alone, against the stated places of use and of the user's seat.

Codes are those of ISO 3166-1 alpha-2, and the groups of ``policy/vocabulary/territories.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.verdict import Verdict
from rail.terms.ask.answer import Reason
from rail.terms.ask.words import countries

if TYPE_CHECKING:
    from rail.model.profile import UseProfile
    from rail.model.terms import Term
    from rail.terms.ask.answer import Case

_BY_SEAT = ("domicile", "residence")
_LONGEST_CODE = 3


def territory_reason(case: Case, term: Term) -> Reason | None:
    """Return what a list of places makes of the stated ones; unstated places leave the answer open."""
    multimodal = term.params.get("of") == "multimodal models"
    if _is_out_of_reach(case, term, multimodal=multimodal):
        return None
    codes = listed_codes(term)
    if not codes:
        return _reason(case, term, Verdict.CONDITIONAL, term.summary)
    here = _stated(case.profile, term)
    if not here:
        return _reason(case, term, Verdict.UNKNOWN, f"The place is not stated. {term.summary}", "territory")
    if not _is_hit(case, term, here, codes):
        return None
    if multimodal and case.profile.says("multimodal") is None:
        return _reason(case, term, Verdict.UNKNOWN, f"It depends on the model. {term.summary}", "multimodal")
    asks = "domicile" if _is_by_seat(term) and not case.profile.domicile else ""
    return _reason(case, term, Verdict.DENIED, term.summary, asks)


def listed_codes(term: Term) -> tuple[str, ...]:
    """Return the places that a limit names as codes; words such as "sanctioned places" are not compared."""
    return _codes(term.params.get("excluded")) or _codes(term.params.get("only"))


def _codes(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
    return tuple(str(code) for code in listed if len(str(code)) <= _LONGEST_CODE and str(code).isupper())


def _is_by_seat(term: Term) -> bool:
    return term.params.get("by") in _BY_SEAT


def _stated(profile: UseProfile, term: Term) -> tuple[str, ...]:
    """Return the places that a limit is held against.

    A seat that is not stated is taken to be in the places of use. A limit that does not say by what it goes is held
    against both.
    """
    if _is_by_seat(term):
        return profile.domicile or profile.territory
    if term.params.get("by") == "place":
        return profile.territory
    return (*profile.territory, *profile.domicile) if profile.territory else ()


def _is_out_of_reach(case: Case, term: Term, *, multimodal: bool) -> bool:
    """Tell whether the stated model, or the way that it was received, is outside of what the limit speaks of."""
    if multimodal and case.profile.says("multimodal") is False:
        return True
    return "end users" in str(term.params.get("except", "")) and case.profile.says("end-user-product") is True


def _is_hit(case: Case, term: Term, here: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    """Tell whether one of the stated places is excluded, or not among the only ones."""
    listed = frozenset(place for code in codes for place in countries(code, case.vocabulary))
    stated = [countries(code, case.vocabulary) for code in here]
    if not _codes(term.params.get("excluded")):
        return any(places - listed for places in stated)
    return any(places & listed for places in stated)


def _reason(case: Case, term: Term, effect: Verdict, says: str, question: str = "") -> Reason:
    asked = (question,) if question else ()
    return Reason(case.instrument.name, term.clause, term.about, effect, says, "limit", asked)
