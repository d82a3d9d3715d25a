"""The answers that an open question can have, each as the profile that it would make."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.terms.ask.places import listed_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.model.profile import Fact, UseProfile
    from rail.model.vocabulary import Vocabulary
    from rail.terms.ask.answer import Instrument

_FAR = 10**15
_ELSEWHERE = "ZZ"
PLACES = ("territory", "domicile")


def ways_of(
    question: str, profile: UseProfile, vocabulary: Vocabulary, instruments: Sequence[Instrument]
) -> Iterator[tuple[str, UseProfile]]:
    """Yield each answer of a question in words, with the profile that has it."""
    kind, _, name = question.partition(":")
    if kind == "use":
        yield "yes", replace(profile, uses=(*profile.uses, name))
        yield "no", replace(profile, not_uses=(*profile.not_uses, name))
    elif question in PLACES:
        yield from _places(question, profile, instruments)
    else:
        entry = vocabulary.kinds["questions"].get(question)
        pairs: tuple[tuple[str, Fact], ...] = (("yes", True), ("no", False))
        if entry is not None and entry.details.get("answer") == "number":
            pairs = (("above the threshold", _FAR), ("below it", 0))
        for label, value in pairs:
            yield label, profile.with_fact(question, value)


def _places(question: str, profile: UseProfile, instruments: Sequence[Instrument]) -> Iterator[tuple[str, UseProfile]]:
    listed = tuple(sorted({code for item in instruments for code in _listed(item)}))
    for label, codes in ((f"in {', '.join(listed)}", listed), ("elsewhere", (_ELSEWHERE,))):
        if codes and question == "territory":
            yield label, replace(profile, territory=codes)
        elif codes:
            yield label, replace(profile, domicile=codes)


def _listed(instrument: Instrument) -> set[str]:
    terms = () if instrument.terms is None else instrument.terms.terms
    return {code for term in terms if term.about == "territory" for code in listed_codes(term)}
