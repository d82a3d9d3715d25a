"""card-missing: a model or data set is released without a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import main_kind
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_cards
from rail.model.facts import ComponentKind
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for a card where there is something for it to describe."""
    facts = context.facts
    if facts.cards:
        return
    # Code that trains or runs a model published elsewhere needs no card: something to describe must lie here.
    shipped = {part.kind for part in facts.components if part.count}
    data = facts.artifact == "dataset" and ComponentKind.DATA in shipped
    described = data or ComponentKind.WEIGHTS in shipped or bool(facts.weights)
    if not described and not facts.hub_style:
        return
    unread = list(unread_cards(facts))
    if unread:
        yield from unread
        return
    what = "data set" if facts.artifact == "dataset" else "model"
    yield Found(
        Location("README.md"),
        f"the release holds a {what} and no card that describes it",
        severity=Severity.ERROR if facts.hub_style else Severity.WARNING,
        component=main_kind(facts).value,
        evidence=tuple(Evidence("weights", file.location) for file in facts.weights[:3]),
    )
