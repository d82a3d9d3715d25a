"""card-stub: the card has next to no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.outline import seen_length
from rail.checks.context import Found, Skip
from rail.checks.documented import is_copy, is_stub
from rail.checks.unread import unread_cards
from rail.model.finding import Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Count the text of the main card."""
    yield from unread_cards(context.facts)
    card = context.facts.card
    few = context.number("characters")
    if card is not None and is_stub(card, few):
        length = seen_length(card, few)
        amount = f"{length} characters of text" if length else "no text"
        yield Found(
            Location(card.path, card.body_line),
            f"the card has {amount} below its headings: readers learn nothing about the artefact from it",
            severity=Severity.INFO if is_copy(context.facts) else None,
        )
