"""phrase-forbidden: a card or README uses words that the policy does not want to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.passages import documents
from rail.checks.told import phrase_pattern
from rail.checks.unread import unread_cards
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the phrases, as whole words, in headings and text; each is told once a document."""
    yield from unread_cards(context.facts)
    pattern = phrase_pattern(context.strings("phrases"))
    for card in documents(context.facts):
        parts = [(card.body_line, card.preamble), *((one.line, f"{one.title}\n{one.body}") for one in card.sections)]
        seen: set[str] = set()
        for line, text in parts:
            for match in pattern.finditer(text):
                said = " ".join(match[0].lower().split())
                if said not in seen:
                    seen.add(said)
                    place = Location(card.path, line + text.count("\n", 0, match.start()))
                    yield Found(place, f'the text says "{said}"')
