"""section-required-missing: no card or README has a section that the policy wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.told import Told
from rail.checks.unread import unread_cards
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for a heading of each wanted section with enough words below it."""
    facts = context.facts
    skips = list(unread_cards(facts))
    yield from skips
    least = context.params.get("least_words", 1)
    least = least if isinstance(least, int) else 1
    wanted = context.phrases("sections")
    told = Told(facts)
    absent = [name for name, phrases in wanted.items() if told.under_heading(phrases, least) is None]
    if absent and not skips:
        card = facts.card
        place = Location(card.path, card.body_line) if card else Location("README.md")
        enough = f" of {least} words or more" if least > 1 else ""
        yield Found(place, f"no section{enough} on: {', '.join(absent)}", confidence="medium")
