"""Restrictions that an upstream has and a derivative's own terms lack, by use category and clause.

Categories stand for restrictions: two prohibitions of one category count as the same restriction unless the
derivative's is narrower by its qualifiers. The text itself is compared elsewhere (``rail.identify``).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rail.model.terms import Term, Terms

_NARROWING = ("intent", "context", "automation", "object")
# Where the effect suffices, nobody need have wanted it: as wide as a ban that does not ask for intent.
_WIDE = frozenset({"any", "effect"})


class Loss(Enum):
    """How a restriction was lost."""

    ABSENT = "absent"
    NARROWER = "narrower"


@dataclass(frozen=True, slots=True)
class MissingRestriction:
    """One restriction of an upstream that the derivative's own terms lack or narrow.

    Attributes:
        category: the vocabulary's use category.
        clause: id of the upstream's clause that carries it.
        loss: it is absent, or it stands there in a narrower form.
        term: the upstream's term.
    """

    category: str
    clause: str
    loss: Loss
    term: Term


def missing_restrictions(upstream: Terms, own: Terms | None) -> tuple[MissingRestriction, ...]:
    """Return the upstream's restrictions that the own terms lack, in the order of the upstream's text."""
    return restrictions_beyond(upstream, () if own is None else own.of_kind(TermKind.PROHIBITION))


def restrictions_beyond(upstream: Terms, carried: Iterable[Term]) -> tuple[MissingRestriction, ...]:
    """Return the upstream's restrictions that a collection of prohibitions, from several texts say, does not cover."""
    by_category: dict[str, list[Term]] = {}
    for term in carried:
        by_category.setdefault(term.about, []).append(term)
    missing = []
    for term in upstream.of_kind(TermKind.PROHIBITION):
        candidates = by_category.get(term.about, [])
        if not any(covers(candidate, term) for candidate in candidates):
            loss = Loss.NARROWER if candidates else Loss.ABSENT
            missing.append(MissingRestriction(term.about, term.clause, loss, term))
    return tuple(missing)


def covers(own: Term, upstream: Term) -> bool:
    """Tell whether a prohibition forbids at least what an upstream's prohibition of the same category forbids.

    A qualifier of intent, context, automation or object narrows: the own one must admit all that the upstream's
    admits. An exception opens: the own one may have none that the upstream lacks.
    """
    if own.about != upstream.about:
        return False
    if _values(own.qualifiers, "exception") - _values(upstream.qualifiers, "exception"):
        return False
    return all(_as_wide(own.qualifiers, upstream.qualifiers, name) for name in _NARROWING)


def _as_wide(own: Mapping[str, tuple[str, ...]], upstream: Mapping[str, tuple[str, ...]], name: str) -> bool:
    narrowed_to = _values(own, name)
    if not narrowed_to or narrowed_to & _WIDE:
        return True
    admitted = _values(upstream, name)
    return bool(admitted) and admitted <= narrowed_to


def _values(qualifiers: Mapping[str, tuple[str, ...]], name: str) -> frozenset[str]:
    return frozenset(qualifiers.get(name, ()))
