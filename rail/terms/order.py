"""The order of terms: which of two terms is the stricter, and when terms permit at most what others permit.

A restriction (prohibition, duty, limit) is as strict as another where it reaches at least as far; a permission lies
within another where it reaches at most as far. Reaches are compared by what the record holds as data: category,
qualifiers, triggers, artefacts and numbers. Where data cannot decide, neither is said to be the stricter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.terms import FlowDown, TermKind
from rail.terms.missing import covers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.model.terms import Term, Terms

# Details that say where a thing stands or how it was read, not how far it reaches.
PLACES = frozenset({"words", "span", "line", "basis", "quote"})
LOWER_IS_STRICTER = frozenset({"users-threshold", "revenue-threshold"})
HIGHER_IS_STRICTER = frozenset({"age-minimum"})
_STRENGTHS = tuple(FlowDown)  # strongest first


def at_most(one: Terms, other: Terms) -> bool:
    """Tell whether the first terms permit at most what the second permit: a preorder."""
    return (
        stronger(one.flow_down, other.flow_down) is one.flow_down
        and all(any(is_within(mine, theirs) for theirs in permissions(other)) for mine in permissions(one))
        and all(any(is_as_strict(mine, theirs) for mine in restrictions(one)) for theirs in restrictions(other))
    )


def equivalent(one: Terms, other: Terms) -> bool:
    """Tell whether two terms permit the same."""
    return at_most(one, other) and at_most(other, one)


def stronger(one: FlowDown, other: FlowDown) -> FlowDown:
    """Return the stronger of two flow-downs."""
    return min(one, other, key=_STRENGTHS.index)


def permissions(terms: Terms) -> tuple[Term, ...]:
    """Return the permissions."""
    return terms.of_kind(TermKind.PERMISSION)


def restrictions(terms: Terms) -> tuple[Term, ...]:
    """Return everything that is no permission."""
    return tuple(term for term in terms.terms if term.kind is not TermKind.PERMISSION)


def is_as_strict(one: Term, other: Term) -> bool:
    """Tell whether a restriction reaches at least as far as another of its kind."""
    if one.kind is not other.kind or one.about != other.about:
        return False
    qualified = covers(one, other) if one.kind is TermKind.PROHIBITION else _same_qualifiers(one, other)
    return (
        qualified
        and _reaches(one.when, other.when)
        and _reaches(one.artifacts, other.artifacts)
        and _strict_details(one, other)
    )


def is_within(one: Term, other: Term) -> bool:
    """Tell whether a permission reaches at most as far as another.

    ``True`` among its details widens a permission (``irrevocable``); every other detail narrows it (``respecting``).
    """
    if one.about != other.about:
        return False
    names = {*one.qualifiers, *other.qualifiers}
    return (
        _reaches(other.when, one.when)
        and _reaches(other.artifacts, one.artifacts)
        and all(_reaches(other.qualifiers.get(name, ()), one.qualifiers.get(name, ())) for name in names)
        and generous(one) <= generous(other)
        and narrowing(other) <= narrowing(one)
    )


def generous(term: Term) -> frozenset[str]:
    """Return the details that widen a permission."""
    return frozenset(name for name, value in term.params.items() if value is True and name not in PLACES)


def narrowing(term: Term) -> frozenset[tuple[str, str]]:
    """Return the details that narrow a permission, one pair a value."""
    return frozenset(
        (name, str(item))
        for name, value in term.params.items()
        if value is not True and name not in PLACES
        for item in listed(value)
    )


def listed(value: object) -> tuple[object, ...]:
    """Return the values of a detail that may be one or several."""
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _reaches(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether a list of triggers or artefacts holds all of another; an empty list stands for all there are."""
    wide, narrow = frozenset(one), frozenset(other)
    return not wide or (bool(narrow) and narrow <= wide)


def _same_qualifiers(one: Term, other: Term) -> bool:
    names = {*one.qualifiers, *other.qualifiers}
    return all(set(one.qualifiers.get(name, ())) == set(other.qualifiers.get(name, ())) for name in names)


def _strict_details(one: Term, other: Term) -> bool:
    names = {*one.params, *other.params} - PLACES
    return all(_as_strict_in(name, one, other) for name in names)


def _as_strict_in(name: str, one: Term, other: Term) -> bool:
    mine, theirs = one.params.get(name), other.params.get(name)
    if name == "value" and is_number(mine) and is_number(theirs):
        if one.about in LOWER_IS_STRICTER:
            return mine <= theirs  # type: ignore[operator,no-any-return] # both are numbers
        if one.about in HIGHER_IS_STRICTER:
            return mine >= theirs  # type: ignore[operator,no-any-return] # both are numbers
    if name == "excluded" and one.about == "territory" and name in one.params and name in other.params:
        return set(map(str, listed(mine))) >= set(map(str, listed(theirs)))
    return frozenset(map(str, listed(mine))) == frozenset(map(str, listed(theirs)))


def is_number(value: object) -> bool:
    """Tell whether a detail is a number; yes and no are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
