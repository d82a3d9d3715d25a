"""adult-content-untagged: the card speaks of adult content and lacks the Hub's tag for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.outline import text_of
from rail.checks.claims import quote
from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.unread import unread_front_matter
from rail.checks.wording import words
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from rail.checks.context import Context
    from rail.model.card import Card, Scalar

_TAG = "not-for-all-audiences"
_NEAR = 300  # characters


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at the tags, the name and the text of each card that lacks the tag."""
    for card in context.facts.cards:
        if card.front_matter is None:
            continue
        tags = scalars(card.front_matter.get("tags"))
        if any(tag.text.strip().lower() == _TAG for tag in tags):
            continue
        found = _by_tag(context, card, tags) or _by_text(context, card)
        if found is not None:
            yield found
    yield from unread_front_matter(context.facts)


def _by_tag(context: Context, card: Card, tags: tuple[Scalar, ...]) -> Found | None:
    telling = frozenset(context.strings("tags"))
    tag = next((tag for tag in tags if tag.text.strip().lower() in telling), None)
    if tag is None:
        return None
    return Found(Location(card.path, tag.line), f"the card has the tag `{tag.text.strip()}` and lacks `{_TAG}`")


def _by_text(context: Context, card: Card) -> Found | None:
    """Return the first line that says that the artefact makes or holds such content; a filter for it does not."""
    telling, unless = words(context, "words"), words(context, "unless")
    text = text_of(card)
    for match in () if telling is None else telling.finditer(text.seen):
        if unless is None or not unless.search(_around(text.seen, match)):
            return Found(
                Location(card.path, text.seen_line(match.start())),
                f"the card speaks of adult content and lacks the tag `{_TAG}`: {quote(match[0])}",
                confidence="medium",
            )
    return None


def _around(text: str, match: Match[str]) -> str:
    """Return the line that a match stands on, cut to what is near."""
    start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    return text[max(start, match.start() - _NEAR) : min(len(text) if end < 0 else end, match.end() + _NEAR)]
