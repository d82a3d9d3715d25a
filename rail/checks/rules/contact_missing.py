"""contact-missing: the card names nobody whom a reader could ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.outline import text_of
from rail.checks.context import Found, Skip
from rail.checks.documented import answered, is_copy, is_stub
from rail.checks.unread import unread_cards
from rail.checks.wording import words
from rail.model.finding import Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Card


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for a way to reach the makers, then for who they are."""
    facts = context.facts
    yield from unread_cards(facts)
    card = facts.card
    if card is None or is_stub(card, context.number("stub")):
        return
    headings = words(context, "headings")
    if _holds(context, card, "reach") or (headings is not None and answered(card, headings)[0]):
        return
    named = _holds(context, card, "makers")
    # On the Hub a release has an owner's page and discussions; a folder of files has nothing but the card.
    light = named or facts.hub_style or is_copy(facts)
    yield Found(
        Location(card.path, card.body_line),
        "the card says who made it, and not how to reach them"
        if named
        else "the card names nobody whom a reader could ask, and no way to report a problem",
        severity=Severity.INFO if light else None,
        confidence="medium",
    )


def _holds(context: Context, card: Card, name: str) -> bool:
    telling = words(context, name)
    return telling is not None and telling.search(text_of(card).raw) is not None
