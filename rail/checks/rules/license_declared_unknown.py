"""license-declared-unknown: the release says itself that its licence is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.unread import unread_front_matter
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at the licence that each card states."""
    words = frozenset(context.strings("words"))
    for card in context.facts.cards:
        for key in context.strings("keys"):
            for value in scalars(None if card.front_matter is None else card.front_matter.get(key)):
                if value.text.strip().lower() in words:
                    yield Found(
                        Location(card.path, value.line),
                        f"the card says `{key}: {value.text.strip()}`, so nobody can tell what the release permits",
                    )
    yield from unread_front_matter(context.facts)
