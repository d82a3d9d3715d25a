"""front-matter-key-missing: the card's front matter lacks a key that the policy wants, or a value that it lets in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.told import key_value
from rail.checks.unread import unread_front_matter
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for each key and hold the values against those that are let in."""
    skips = list(unread_front_matter(context.facts))
    yield from skips
    card = context.facts.card
    if skips:
        return
    matter = None if card is None else card.front_matter
    path = "README.md" if card is None else card.path
    absent = [key for key in context.strings("keys") if key_value(matter, key)[0] is None]
    if absent:
        yield Found(Location(path, 1), f"the front matter has no value for: {', '.join(absent)}")
    for key, allowed in context.phrases("values").items():
        node, line = key_value(matter, key)
        other = [one.text for one in scalars(node) if one.text not in allowed]
        if other:
            listed = ", ".join(f"`{value}`" for value in allowed)
            yield Found(Location(path, line), f"`{key}` is `{'`, `'.join(other)}`; the policy lets in {listed}")
