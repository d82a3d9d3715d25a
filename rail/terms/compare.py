"""Compare two instruments term by term.

Terms are paired by their category in the vocabulary, then by how near they are. Two terms of one category and reach
count as the same restriction; whether their words differ is told where both wordings are known.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.model.terms import TermKind
from rail.terms.comparison import Alike, Change, Comparison, Detail, Difference, Said
from rail.terms.details import details_of
from rail.terms.order import at_most, is_as_strict, is_within, stronger
from rail.terms.pairs import levels_up, paired

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rail.model.license import Provision
    from rail.model.terms import Term, Terms

_KINDS = (TermKind.PROHIBITION, TermKind.LIMIT, TermKind.DUTY, TermKind.PERMISSION)
_OPEN = frozenset({"unread"})


@dataclass(frozen=True, slots=True)
class Instrument:
    """One side of a comparison.

    Attributes:
        terms: its terms.
        provisions: its answers.
        words: clause id -> the clause's wording as a comparable key, where that is known.
        uncertain: ids of terms whose clause was altered in the file at hand.
        unread: the file at hand says more than was understood.
    """

    terms: Terms
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    words: Mapping[str, Sequence[int]] = field(default_factory=dict)
    uncertain: frozenset[str] = frozenset()
    unread: bool = False


def compare(a: Instrument, b: Instrument, broader: Mapping[str, str | None] | None = None) -> Comparison:
    """Return what B changes against A.

    Args:
        a: the first instrument.
        b: the second.
        broader: use category -> the next broader one, so that a ban of a group of uses is seen beside one of its parts.
    """
    differences: list[Difference] = []
    alike: list[Alike] = []
    for kind in _KINDS:
        _compare_kind(kind, a, b, broader or {}, (differences, alike))
    differences += _provisions(a.provisions, b.provisions)
    differences += _flow_down(a.terms, b.terms)
    return Comparison(tuple(differences), tuple(alike), _relation(a, b))


def _relation(a: Instrument, b: Instrument) -> str:
    if a.unread or b.unread or a.uncertain or b.uncertain:
        return "open"
    b_within, a_within = at_most(b.terms, a.terms), at_most(a.terms, b.terms)
    if b_within and a_within:
        return "same"
    return "b-within-a" if b_within else "a-within-b" if a_within else "neither"


def _compare_kind(
    kind: TermKind,
    a: Instrument,
    b: Instrument,
    broader: Mapping[str, str | None],
    found: tuple[list[Difference], list[Alike]],
) -> None:
    differences, alike = found
    ours, theirs = a.terms.of_kind(kind), b.terms.of_kind(kind)
    pairing = paired(ours, theirs, _same_words(a, b), broader if kind is TermKind.PROHIBITION else {})
    for one, other in pairing.pairs:
        worded = _worded(one, other, a, b)
        said = (_said(one, a), _said(other, b))
        difference = _difference(said, worded, broader)
        if difference is None:
            alike.append(Alike(kind.value, one.about, (one.clause,), (other.clause,), worded))
        else:
            differences.append(difference)
    differences += [
        Difference(kind.value, term.about, Change.DROPPED, _said(term, a), None, (), _freer(kind, "b"))
        for term in pairing.only_a
    ]
    differences += [
        Difference(kind.value, term.about, Change.ADDED, None, _said(term, b), (), _freer(kind, "a"))
        for term in pairing.only_b
    ]


def _freer(kind: TermKind, without: str) -> str:
    """Return the stricter side where one side lacks a term: without a permission one may do less, else more."""
    if kind is TermKind.PERMISSION:
        return without
    return "a" if without == "b" else "b"


def _said(term: Term, side: Instrument) -> Said:
    return Said(term.summary, (term.clause,), term, term.id in side.uncertain)


def _same_words(a: Instrument, b: Instrument) -> frozenset[tuple[str, str]]:
    """Return the pairs of clauses that have the same words."""
    by_words: dict[tuple[int, ...], list[str]] = {}
    for clause, words in b.words.items():
        by_words.setdefault(tuple(words), []).append(clause)
    return frozenset((clause, other) for clause, words in a.words.items() for other in by_words.get(tuple(words), ()))


def _worded(one: Term, other: Term, a: Instrument, b: Instrument) -> bool | None:
    ours, theirs = a.words.get(one.clause), b.words.get(other.clause)
    return None if ours is None or theirs is None else tuple(ours) == tuple(theirs)


def _difference(
    said: tuple[Said, Said],
    worded: bool | None,  # noqa: FBT001 # three answers, no switch
    broader: Mapping[str, str | None],
) -> Difference | None:
    """Return how a pair differs, or ``None`` where nothing tells them apart."""
    one, other = said[0].term, said[1].term
    assert one is not None  # noqa: S101 # both were made from terms
    assert other is not None  # noqa: S101 # both were looked at
    details = details_of(one, other)
    about = other.about if levels_up(other.about, one.about, broader) else one.about  # the narrower of two categories
    deciding = [detail for detail in details if detail.name != "strength"]
    if not deciding and said[0].uncertain == said[1].uncertain:
        # How a text binds ("agrees not to") stands in the opening words of a whole list, and alone tells nothing apart.
        if worded is not False or one.kind is TermKind.PERMISSION:
            return None
        return Difference(one.kind.value, about, Change.REWORDED, *said, details)
    change, stricter = _direction(one, other, broader)
    return Difference(one.kind.value, about, change, *said, details, stricter)


def _direction(one: Term, other: Term, broader: Mapping[str, str | None]) -> tuple[Change, str | None]:
    """Return whether B's term reaches further than A's or less far, and which side is the stricter for it."""
    if one.kind is TermKind.PERMISSION:
        wider, narrower, strict_if_wider = is_within(one, other), is_within(other, one), "a"
    elif one.about == other.about:
        wider, narrower, strict_if_wider = is_as_strict(other, one), is_as_strict(one, other), "b"
    else:
        above, below = levels_up(one.about, other.about, broader), levels_up(other.about, one.about, broader)
        wider = bool(above) and is_as_strict(replace(other, about=one.about), one)
        narrower = bool(below) and is_as_strict(replace(one, about=other.about), other)
        strict_if_wider = "b"
    if wider == narrower:
        return Change.CHANGED, None
    if wider:
        return Change.WIDENED, strict_if_wider
    return Change.NARROWED, "a" if strict_if_wider == "b" else "b"


def _provisions(a: Mapping[str, Provision], b: Mapping[str, Provision]) -> Iterator[Difference]:
    for name in dict.fromkeys([*a, *b]):
        ours, theirs = a.get(name), b.get(name)
        values = tuple(("unread",) if answer is None else answer.values for answer in (ours, theirs))
        if set(values[0]) == set(values[1]):
            continue
        open_ = _OPEN.intersection(values[0]) or _OPEN.intersection(values[1])
        yield Difference(
            "provision",
            name,
            Change.UNREAD if open_ else Change.CHANGED,
            None if ours is None else Said(ours.note, ours.clauses),
            None if theirs is None else Said(theirs.note, theirs.clauses),
            (Detail("answer", tuple(sorted(values[0])), tuple(sorted(values[1]))),),
        )


def _flow_down(a: Terms, b: Terms) -> Iterable[Difference]:
    if a.flow_down is b.flow_down:
        return ()
    wider = stronger(a.flow_down, b.flow_down) is b.flow_down
    ours, theirs = (
        Said("", tuple(dict.fromkeys(term.clause for term in one.duties("pass-restrictions-on")))) for one in (a, b)
    )
    detail = Detail("strength", (a.flow_down.value,), (b.flow_down.value,))
    change = Change.WIDENED if wider else Change.NARROWED
    return (Difference("flow-down", "flow-down", change, ours, theirs, (detail,), "b" if wider else "a"),)
