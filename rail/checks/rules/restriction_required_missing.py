"""restriction-required-missing: the terms of the weights do not forbid a use that the policy wants forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.carried import carried_restrictions
from rail.checks.context import Found, Skip
from rail.checks.demands import labels, lacking, words
from rail.checks.unread import unread_licenses
from rail.model.finding import Evidence
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for each use, or a broader one, among the prohibitions of everything that the release attaches."""
    uses = words(context, "uses", "uses")
    yield from unread_licenses(context.facts)
    carried = carried_restrictions(context.facts, context.knowledge)
    absent = lacking(uses, carried.terms, context.knowledge)
    if not absent:
        return
    named = labels(absent, context.knowledge)
    if carried.unknown:
        yield Skip(f"whether the terms forbid {named} cannot be told: {'; '.join(sorted(set(carried.unknown)))}")
        return
    card = context.facts.card
    yield Found(
        Location(card.path, 1) if card else Location("README.md"),
        f"the terms of the weights do not forbid: {named}",
        evidence=tuple(Evidence(place) for place in carried.places),
        component="weights",
    )
