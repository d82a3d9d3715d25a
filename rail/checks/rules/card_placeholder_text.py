"""card-placeholder-text: a template's placeholders stand in the card as if they were answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.outline import COMMENT, parts_of, seen_text
from rail.checks.claims import quote
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_cards
from rail.checks.wording import pattern
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
    words = pattern(context, "placeholders")
    if words is None:
        return
    for part in parts_of(card):
        text = seen_text(part.text)
        for match in words.finditer(text):
            yield part.line + text.count("\n", 0, match.start()), match[0]


def _comments(context: Context, card: Card) -> Iterator[tuple[int, str]]:
    words = pattern(context, "comments")
    if words is None:
        return
    for part in parts_of(card):
        if "<!--" not in part.text:
            continue
        for comment in COMMENT.finditer(part.text):
            if words.search(comment[0]):
                yield (
                    part.line + part.text.count("\n", 0, comment.start()),
                    comment[0].removeprefix("<!--").removesuffix("-->"),
                )


def _found(card: Card, left: list[tuple[int, str]], noun: str, what: str, severity: Severity | None) -> Found:
    many = f"{len(left)} {noun}s" if len(left) > 1 else f"a {noun}"
    return Found(
        Location(card.path, left[0][0]),
        f"the card still holds {many} {what}: {quote(left[0][1].strip())}",
        severity=severity,
        evidence=tuple(Evidence(quote(words.strip()), Location(card.path, line)) for line, words in left[:_SHOWN]),
    )
