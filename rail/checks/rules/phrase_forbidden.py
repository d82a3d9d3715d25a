"""phrase-forbidden: a card or README uses words that the policy does not want to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.told import Told
from rail.checks.unread import unread_cards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the phrases, as whole words, in headings and text; each is told once a document."""
    yield from unread_cards(context.facts)
    seen: set[tuple[str, str]] = set()
    for place, words in Told(context.facts).places(context.strings("phrases")):
        said = " ".join(words.lower().split())
        if (place.path, said) not in seen:
            seen.add((place.path, said))
            yield Found(place, f'the text says "{said}"')
