"""What tells two terms of one category apart, named for readers: qualifiers, triggers, artefacts, numbers, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.terms.comparison import Detail
from rail.terms.order import PLACES, listed

if TYPE_CHECKING:
    from rail.model.terms import Term


def details_of(one: Term, other: Term) -> tuple[Detail, ...]:
    """Return the details in which two terms differ, in the order: category, qualifiers, triggers, artefacts, rest."""
    details = []
    if one.about != other.about:
        details.append(Detail("category", (one.about,), (other.about,)))
    for name in sorted({*one.qualifiers, *other.qualifiers}):
        details += _differing(name, one.qualifiers.get(name, ()), other.qualifiers.get(name, ()))
    details += _differing("when", one.when, other.when)
    details += _differing("artifacts", one.artifacts, other.artifacts)
    for name in sorted({*one.params, *other.params} - PLACES):
        details += _differing(name, _values(one, name), _values(other, name))
    return tuple(details)


def _values(term: Term, name: str) -> tuple[str, ...]:
    if name not in term.params:
        return ()
    words = {True: "yes", False: "no"}
    found = listed(term.params[name])
    return tuple(words[value] if isinstance(value, bool) else str(value) for value in found)


def _differing(name: str, one: tuple[str, ...], other: tuple[str, ...]) -> list[Detail]:
    return [] if set(one) == set(other) else [Detail(name, tuple(sorted(one)), tuple(sorted(other)))]
