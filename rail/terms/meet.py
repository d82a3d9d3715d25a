"""The meet of terms: what is left where two instruments apply together.

It is the greatest lower bound in the order of ``rail.terms.order``, so that it is commutative, associative and
idempotent up to meaning, and never above its parts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.terms import Term, Terms
from rail.terms.order import generous, is_within, narrowing, permissions, restrictions, stronger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STAMP = "#"  # between the name of an instrument and an id of its own
_AND = " / "


def meet(one: Terms, other: Terms) -> Terms:
    """Return the terms that hold where both apply: every restriction of both, and what both permit.

    A permission of the meet names the clauses of both sides. Clause ids are those of the parts; where these are two
    instruments, ``stamped`` keeps them apart.
    """
    common = [shared for mine in permissions(one) for theirs in permissions(other) if (shared := _common(mine, theirs))]
    # Lists may differ in their order alone: of two such terms the same one is kept, whichever side it comes from.
    binding = {_key(term): term for term in sorted((*restrictions(one), *restrictions(other)), key=repr)}
    terms = [*_widest(common), *binding.values()]
    return Terms(stronger(one.flow_down, other.flow_down), _distinct(sorted(terms, key=_key)))


def stamped(terms: Terms, name: str) -> Terms:
    """Return the terms with the instrument's name before the ids of terms and clauses."""
    named = (replace(term, id=f"{name}{STAMP}{term.id}", clause=f"{name}{STAMP}{term.clause}") for term in terms.terms)
    return replace(terms, terms=tuple(named))


def _common(one: Term, other: Term) -> Term | None:
    """Return what two permissions have in common, or ``None`` for nothing."""
    if one.about != other.about:
        return None
    when, artifacts = _both(one.when, other.when), _both(one.artifacts, other.artifacts)
    names = sorted({*one.qualifiers, *other.qualifiers})
    qualifiers = {name: _both(one.qualifiers.get(name, ()), other.qualifiers.get(name, ())) for name in names}
    if when is None or artifacts is None or None in qualifiers.values():
        return None
    return Term(
        _joined(one.id, other.id),
        one.kind,
        one.about,
        _joined(one.clause, other.clause),
        _joined(one.summary, other.summary),
        {name: values for name, values in qualifiers.items() if values},
        when,
        artifacts,
        _details(one, other),
    )


def _both(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...] | None:
    """Return what two lists share, an empty one standing for all there is; ``None`` where they share nothing."""
    mine, theirs = set(one), set(other)
    if not mine or not theirs:
        return tuple(sorted(mine or theirs))
    return tuple(sorted(mine & theirs)) or None


def _details(one: Term, other: Term) -> Mapping[str, object]:
    details: dict[str, object] = dict.fromkeys(sorted(generous(one) & generous(other)), True)
    narrow: dict[str, list[str]] = {}
    for name, value in sorted(narrowing(one) | narrowing(other)):
        narrow.setdefault(name, []).append(value)
    return details | {name: values[0] if len(values) == 1 else tuple(values) for name, values in narrow.items()}


def _joined(one: str, other: str) -> str:
    """Return both texts, each part once, in an order that does not depend on which came first."""
    return one if one == other else _AND.join(sorted({*one.split(_AND), *other.split(_AND)}))


def _widest(terms: list[Term]) -> list[Term]:
    """Return the permissions that lie within no other; of those that reach equally far, the first by key."""
    kept: list[Term] = []
    for term in sorted(terms, key=_key):
        if any(is_within(term, other) for other in kept):
            continue
        kept = [other for other in kept if not is_within(other, term)]
        kept.append(term)
    return kept


def _distinct(terms: list[Term]) -> tuple[Term, ...]:
    """Return the terms with ids that are unique again."""
    seen: Counter[str] = Counter()
    found = []
    for term in terms:
        seen[term.id] += 1
        found.append(term if seen[term.id] == 1 else replace(term, id=f"{term.id}~{seen[term.id]}"))
    return tuple(found)


def _key(term: Term) -> tuple[str, ...]:
    qualifiers = sorted((name, sorted(values)) for name, values in term.qualifiers.items())
    details = sorted((name, str(value)) for name, value in term.params.items())
    fields = (qualifiers, sorted(term.when), sorted(term.artifacts), details)
    return (term.kind.value, term.about, term.clause, term.id, term.summary, *map(repr, fields))
