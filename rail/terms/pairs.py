"""Which term of one instrument answers to which of another: the nearest of the same category, each used once.

The pairing does not depend on which instrument comes first: pairs are taken by distance, and two pairs that compete
for one term never have the same rank.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.model.terms import TermKind
from rail.terms.details import details_of
from rail.terms.order import is_as_strict, is_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.model.terms import Term

Clauses = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs, and what is left on either side; a term that the other side's terms cover anyway is not left."""

    pairs: tuple[tuple[Term, Term], ...]
    only_a: tuple[Term, ...]
    only_b: tuple[Term, ...]


def paired(a: Sequence[Term], b: Sequence[Term], same_words: Clauses, broader: Mapping[str, str | None]) -> Pairing:
    """Return which terms of A and B answer to each other.

    Args:
        a: terms of one kind.
        b: terms of the same kind.
        same_words: pairs of clauses with the same words.
        broader: use category -> the next broader one.
    """
    exact = [
        (_distance(one, other, same_words), first + second, first, second)
        for first, one in enumerate(a)
        for second, other in enumerate(b)
        if one.about == other.about
    ]
    chosen = _nearest(exact)
    left_a = [place for place in range(len(a)) if place not in {first for first, _ in chosen}]
    left_b = [place for place in range(len(b)) if place not in {second for _, second in chosen}]
    left_a = [place for place in left_a if not any(_covered(a[place], other, {}) for other in b)]
    left_b = [place for place in left_b if not any(_covered(b[place], one, {}) for one in a)]
    related = [
        ((steps, *_distance(a[first], b[second], same_words)), first + second, first, second)
        for first in left_a
        for second in left_b
        if (steps := _steps(a[first].about, b[second].about, broader))
    ]
    kin = _nearest(related)
    used_a, used_b = {first for first, _ in kin}, {second for _, second in kin}
    return Pairing(
        tuple((a[first], b[second]) for first, second in sorted(chosen + kin)),
        tuple(
            a[place] for place in left_a if place not in used_a and not any(_covered(a[place], t, broader) for t in b)
        ),
        tuple(
            b[place] for place in left_b if place not in used_b and not any(_covered(b[place], t, broader) for t in a)
        ),
    )


def _nearest(ranked: list[tuple[tuple[int, ...], int, int, int]]) -> list[tuple[int, int]]:
    """Take pairs from the nearest on, each place once."""
    used_a: set[int] = set()
    used_b: set[int] = set()
    chosen = []
    for _, _, first, second in sorted(ranked):
        if first not in used_a and second not in used_b:
            used_a.add(first)
            used_b.add(second)
            chosen.append((first, second))
    return chosen


def _distance(one: Term, other: Term, same_words: Clauses) -> tuple[int, ...]:
    words = (one.clause, other.clause) in same_words
    return (len(details_of(one, other)), 0 if words else 1, 0 if one.summary == other.summary else 1)


def _steps(one: str, other: str, broader: Mapping[str, str | None]) -> int:
    """Return how many levels lie between two categories of which one holds the other, or 0."""
    return levels_up(one, other, broader) or levels_up(other, one, broader)


def levels_up(narrow: str, wide: str, broader: Mapping[str, str | None]) -> int:
    """Return how many levels a category lies below another, or 0 where it does not."""
    levels = 1
    above = broader.get(narrow)
    while above is not None:
        if above == wide:
            return levels
        above, levels = broader.get(above), levels + 1
    return 0


def _covered(term: Term, other: Term, broader: Mapping[str, str | None]) -> bool:
    """Tell whether the other side's term says at least as much."""
    if term.kind is TermKind.PERMISSION:
        return is_within(term, other)
    if levels_up(term.about, other.about, broader):
        other = replace(other, about=term.about)
    return is_as_strict(other, term)
