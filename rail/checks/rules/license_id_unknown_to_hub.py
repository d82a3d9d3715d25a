"""license-id-unknown-to-hub: the front matter's ``license`` is not one of the Hub's identifiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.claims import quote, text_id
from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.unread import unread_front_matter
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Scalar

_PLUS = re.compile(r"\d\+$")


def find(context: Context) -> Iterator[Found | Skip]:
    """Compare each value of ``license`` with the Hub's list, exactly as the Hub does."""
    for card in context.facts.cards:
        if card.front_matter is None:
            continue
        for value in scalars(card.front_matter.get("license")):
            stated = value.text.strip()
            is_null = value.reads_as == "null" and not value.quoted
            if stated and not is_null and context.knowledge.hub_id(stated) is None:
                yield _unknown(context, card.path, value)
    yield from unread_front_matter(context.facts)


def _unknown(context: Context, path: str, value: Scalar) -> Found:
    stated = value.text.strip()
    told, fix = _advice(context, stated)
    shown = quote(stated)[1:-1]
    return Found(Location(path, value.line), f"`license: {shown}` is not an identifier of the Hub{told}", fix=fix)


def _advice(context: Context, stated: str) -> tuple[str, str]:
    """Return what else is to be said of a value, and what to write instead."""
    if stated.lower() in context.strings("no_license"):
        fix = "choose a licence; if no permission is to be given, write `license: other` and say so in a LICENSE file"
        return ", and names no licence", fix
    meant = context.knowledge.resolve(stated)
    if len(meant.expression) > 1 and " WITH " not in stated:
        return ": it names several licences", _as_list(context, meant.expression)
    nearest = context.knowledge.nearest_hub_id(stated)
    if nearest is None and meant.license is not None:
        nearest = context.knowledge.resolve(text_id(meant.license)).hub
    if nearest is not None:
        lost = _lost(stated)
        return f"; the nearest is `{nearest}`", f"write `license: {nearest}`" + (f"; {lost}, so say it" if lost else "")
    versions = [hub.id for hub in context.knowledge.hub_ids() if hub.id.startswith(f"{stated.lower()}-")]
    if versions:
        listed = ", ".join(f"`license: {one}`" for one in versions)
        return "; several begin so", f"write the one that you mean: {listed}"
    return "", f"write `license: other`, `license_name: {_slug(stated)}` and a `license_link` to the text"


def _as_list(context: Context, names: tuple[str, ...]) -> str:
    hubs = dict.fromkeys(context.knowledge.nearest_hub_id(name) or "other" for name in names)
    return (
        f"write `license: [{', '.join(hubs)}]`, and say in the card whether a user may choose or which licence governs "
        "which part"
    )


def _lost(stated: str) -> str:
    """Return what the Hub's identifier does not tell."""
    low = stated.lower()
    if " with " in low:
        return "it does not tell the exception"
    if low.endswith("-or-later") or _PLUS.search(low):
        return "it does not tell that later versions are granted too"
    return "it does not tell that later versions are not granted" if low.endswith("-only") else ""


def _slug(text: str) -> str:
    words = "".join(mark if mark.isalnum() or mark == "." else " " for mark in text.lower()).split()
    return "-".join(words[:6]) or "the-name"
