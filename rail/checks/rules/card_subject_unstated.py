"""limitations-unstated, bias-evaluation-unstated: a card is silent on one subject, in its headings and in its text.

"Not evaluated" is an answer: it names the subject. A pack may ask for any subject with the same function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.outline import text_of
from rail.checks.context import Found, Skip
from rail.checks.documented import answered, is_copy, is_stub, subject_of
from rail.checks.unread import unread_cards
from rail.checks.wording import words
from rail.errors import DataError
from rail.model.finding import Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Card


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the subject in the main card's headings, then in its text."""
    yield from unread_cards(context.facts)
    card = context.facts.card
    if card is None or subject_of(card, context.facts) not in context.strings("kinds"):
        return
    if is_stub(card, context.number("stub")):
        return
    subject = context.params.get("subject")
    if not isinstance(subject, str):
        message = f"{context.rule.id}: params.subject: expected what the card should speak of, in words"
        raise DataError(message)
    found = _unstated(context, card, subject)
    if found is not None:
        yield found


def _unstated(context: Context, card: Card, subject: str) -> Found | None:
    headings, telling = words(context, "headings"), words(context, "words")
    stands, empty = (False, None) if headings is None else answered(card, headings)
    if stands:
        return None
    severity = Severity.INFO if is_copy(context.facts) else None
    if empty is not None:
        return Found(
            Location(card.path, empty.line),
            f'nothing stands under "{empty.title}", where readers look for {subject}',
            severity=severity,
        )
    if telling is not None and telling.search(text_of(card).seen):
        return None
    return Found(
        Location(card.path, card.body_line),
        f'the card says nothing about {subject}; "not evaluated" would be an answer',
        severity=severity,
        confidence="medium",
    )
