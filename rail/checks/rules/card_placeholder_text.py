"""card-placeholder-text: a template's placeholders stand in the card as if they were answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.outline import COMMENT, text_of
from rail.checks.claims import quote
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_cards
from rail.checks.wording import words
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Card

_SHOWN = 10


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at what readers see of each card, then at its comments."""
    yield from unread_cards(context.facts)
    for card in context.facts.cards:
        left = list(_placeholders(context, card))
        if left:
            yield _found(card, left, "placeholder", "of its template, as if they were answers", None)
            continue
        comments = list(_comments(context, card))
        if comments:
            yield _found(card, comments, "comment", "of its template, which readers do not see", Severity.INFO)


def _placeholders(context: Context, card: Card) -> Iterator[tuple[int, str]]:
    empty = words(context, "placeholders")
    text = text_of(card)
    for match in () if empty is None else empty.finditer(text.seen):
        lead = len(match[0]) - len(match[0].lstrip())
        yield text.seen_line(match.start() + lead), match[0]


def _comments(context: Context, card: Card) -> Iterator[tuple[int, str]]:
    telling = words(context, "comments")
    text = text_of(card)
    if telling is None or "<!--" not in text.raw:
        return
    for comment in COMMENT.finditer(text.raw):
        if telling.search(comment[0]):
            yield text.raw_line(comment.start()), comment[0].removeprefix("<!--").removesuffix("-->")


def _found(card: Card, left: list[tuple[int, str]], noun: str, what: str, severity: Severity | None) -> Found:
    many = f"{len(left)} {noun}s" if len(left) > 1 else f"a {noun}"
    return Found(
        Location(card.path, left[0][0]),
        f"the card still holds {many} {what}: {quote(left[0][1].strip())}",
        severity=severity,
        evidence=tuple(Evidence(quote(text.strip()), Location(card.path, line)) for line, text in left[:_SHOWN]),
    )
