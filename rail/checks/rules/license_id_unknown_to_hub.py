"""license-id-unknown-to-hub: the front matter's ``license`` is not one of the Hub's identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import quote
from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.unread import unread_front_matter
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Scalar


def find(context: Context) -> Iterator[Found | Skip]:
    """Compare each value of ``license`` with the Hub's list, exactly as the Hub does."""
    for card in context.facts.cards:
        if card.front_matter is None:
            continue
        for value in scalars(card.front_matter.get("license")):
            if value.text.strip() and value.reads_as != "null" and context.knowledge.hub_id(value.text.strip()) is None:
                yield _unknown(context, card.path, value)
    yield from unread_front_matter(context.facts)


def _unknown(context: Context, path: str, value: Scalar) -> Found:
    nearest = context.knowledge.nearest_hub_id(value.text.strip())
    if nearest is not None:
        fix = f"write `license: {nearest}`" if nearest != "other" else None
        message = f"`license: {value.text}` is not an identifier of the Hub; the nearest is `{nearest}`"
    else:
        fix = f"write `license: other`, `license_name: {_slug(value.text)}` and a `license_link` to the text"
        message = f"`license: {quote(value.text)}` is not an identifier of the Hub"
    return Found(Location(path, value.line), message, fix=fix)


def _slug(text: str) -> str:
    words = "".join(mark if mark.isalnum() or mark == "." else " " for mark in text.lower()).split()
    return "-".join(words[:6]) or "the-name"
