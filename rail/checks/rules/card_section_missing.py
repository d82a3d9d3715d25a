"""card-section-missing: the card does not say what the artefact is for, or how it came about.

Known limits and bias have rules of their own (limitations-unstated, bias-evaluation-unstated), and so has a card
without text (card-stub); a pack of an organisation may demand any section here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.documented import headings_of, is_copy, is_stub, subject_of
from rail.checks.unread import unread_cards
from rail.checks.wording import words_of
from rail.errors import DataError
from rail.model.finding import Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.checks.context import Context
    from rail.model.card import Card


def find(context: Context) -> Iterator[Found | Skip]:
    """Compare the headings of the main card with those that its kind should have."""
    yield from unread_cards(context.facts)
    card = context.facts.card
    if card is None:
        return
    wanted = _wanted(context, card)
    if wanted is None:
        yield Skip(f"{card.path}: it does not show whether it describes a model or a data set")
        return
    if not wanted or is_stub(card, context.number("stub")):
        return
    titles = headings_of(card)
    absent = [name for name, pattern in wanted.items() if not _stands(context, name, pattern, titles)]
    if absent:
        yield Found(
            Location(card.path, card.body_line),
            f"the card has no section about: {', '.join(absent)}",
            severity=Severity.INFO if is_copy(context.facts) else None,
            confidence="medium",
        )


def _wanted(context: Context, card: Card) -> Mapping[str, str] | None:
    """Return the sections that this kind of card should have; ``None`` where its kind is not known and it matters."""
    kinds = context.params.get("sections")
    if not isinstance(kinds, dict) or not all(isinstance(wanted, dict) for wanted in kinds.values()):
        message = f"{context.rule.id}: params.sections: expected a mapping of kinds to sections"
        raise DataError(message)
    kind = subject_of(card, context.facts)
    found = kinds.get(kind)
    if found is None:
        return {} if kind == "code" else None
    return {str(name): str(pattern) for name, pattern in found.items()}


def _stands(context: Context, name: str, pattern: str, titles: tuple[str, ...]) -> bool:
    found = words_of((pattern,), f"{context.rule.id}: params.sections: {name}", context.knowledge)
    return found.may_match("\n".join(titles)) and any(found.search(title) for title in titles)
