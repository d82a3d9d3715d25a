"""successor-unnamed: a card says that the release is superseded, and not by what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.front_matter import text
from rail.checks.said import said_in
from rail.checks.unread import unread_cards
from rail.checks.wording import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context

# A link, a name in backticks, or owner/name: where to go instead.
_NAMED = re.compile(r"\]\(|https?://|`[^`\n]{2,100}`|\b[\w.-]{2,60}/[\w.-]{2,60}\b")
_AROUND = 400


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the words by which a main card gives up its release."""
    facts = context.facts
    yield from unread_cards(facts)
    card = facts.card or next(iter(facts.readmes), None)
    if card is None or text(card.front_matter, "new_version"):
        return
    for part in said_in([card]):
        low = part.text.lower()
        given_up = pattern(context, "superseded") if any(word in low for word in context.strings("words")) else None
        match = None if given_up is None else given_up.search(part.text)
        if match is None:
            continue
        near = part.text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        named = _NAMED.search(near) is not None
        if named and not facts.hub_style:
            return
        what = "the card names what follows it in its text only" if named else "the card names nothing that follows it"
        yield Found(
            part.place(match.start()),
            f"the card says that the release is superseded; {what}",
            confidence="medium",
        )
        return
