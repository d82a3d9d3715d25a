"""What a comparison rests on and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.terms import TermKind
from rail.reports.comparison.content import ComparedWords
from rail.reports.comparison.untold_clauses import untold_clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.reports.comparison.content import ComparedTerms, Side

ADVICE = "Summaries are ours and bind nobody. No legal advice."


def notes(compared: ComparedTerms | ComparedWords) -> Iterator[str]:
    """Yield what the comparison rests on and what it leaves out."""
    if isinstance(compared, ComparedWords):
        yield "Words were compared in their order, form aside; nothing is said about terms. Moved passages show twice."
        if compared.found.cut:
            yield "The texts are longer than is compared here, or have more passages than are listed."
    else:
        yield (
            "Terms are paired by their category in the vocabulary: a reading, not the wording. "
            "Where both wordings are known, other words in the same category show as reworded."
        )
        yield from _bindings(compared)
        yield from (*_scopes(compared), *untold_clauses(compared.a.license, compared.b.license))
        yield from _companions(compared)
    for name, side in (("A", compared.a), ("B", compared.b)):
        yield from _about(name, side)
    yield ADVICE


def _bindings(compared: ComparedTerms) -> Iterator[str]:
    """Yield how the restrictions of the two bind, where that differs."""
    said = []
    for side in (compared.a, compared.b):
        terms = side.license.terms.of_kind(TermKind.PROHIBITION) if side.license and side.license.terms else ()
        found = sorted({value for term in terms for value in term.qualifiers.get("strength", ())})
        said.append(", ".join(compared.vocabulary.label(value) for value in found))
    if all(said) and said[0] != said[1]:
        yield f"Restrictions bind in other ways: A by \u201c{said[0]}\u201d, B by \u201c{said[1]}\u201d."


def _scopes(compared: ComparedTerms) -> Iterator[str]:
    """Yield what the two are for, where that differs: terms are compared within it."""
    said = [sorted(side.license.artifacts) if side.license else [] for side in (compared.a, compared.b)]
    if all(said) and said[0] != said[1]:
        yield f"A is for {', '.join(said[0])}, B for {', '.join(said[1])}; terms are compared within what each is for."


def _companions(compared: ComparedTerms) -> Iterator[str]:
    for name, side in (("A", compared.a), ("B", compared.b)):
        if side.license is None:
            continue
        included = {policy.id for policy in side.policies}
        listed = ", ".join(str(one) for one in side.license.companions if one not in included)
        if listed:
            yield f"{name} goes with {listed}, an instrument of its own that is not part of this comparison."


def _about(name: str, side: Side) -> Iterator[str]:
    for change in side.unread:
        place = ", ".join(part for part in (change.clause or "", f"line {change.line}" if change.line else "") if part)
        words = f": {change.words}" if change.words else ""
        where = f"{change.kind.value}, {place or 'no clause'}"
        yield f"{name} was changed and the change is not understood ({where}){words}"
    if side.license is not None and not side.quotes:
        yield f"{name} is not quoted: this installation does not hold its text."
    if side.license is not None and side.license.readings:
        read = f"{often} times" if (often := len(side.license.readings)) > 1 else "once, by one reader"
        due = f", to be read again by {side.license.review_by}." if side.license.review_by else "."
        yield f"Record {side.license.id}: read {read}, last on {side.license.readings[-1].on}{due}"
    if side.license is None and side.candidates:
        yield f"{name} is no text that is known here; it is nearest to {', '.join(side.candidates)}."
