"""license-other-though-listed: ``license: other`` stands where the Hub has an identifier for the licence named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import agrees, license_name, own_license_files, text_id
from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.unread import unread_front_matter
from rail.model.identification import TextStatus
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Map, Scalar
    from rail.model.catalogue import HubId

_OTHER = "other"
_KNOWN = frozenset({TextStatus.CANONICAL, TextStatus.FAMILY, TextStatus.NONE})


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the `license_name` of each card whose licence is `other` in the Hub's list."""
    for card in context.facts.cards:
        if card.front_matter is None or not _is_other(card.front_matter):
            continue
        for name in scalars(card.front_matter.get("license_name")):
            listed = _listed(context, name)
            if listed is not None and not _is_another_text(context, listed, name):
                yield _found(context, Location(card.path, name.line), name, listed)
    yield from unread_front_matter(context.facts)


def _is_other(front_matter: Map) -> bool:
    return any(value.text.strip().lower() == _OTHER for value in scalars(front_matter.get("license")))


def _listed(context: Context, name: Scalar) -> HubId | None:
    """Return the Hub's identifier for one licence, or for a family that leaves no choice; a vague name is no gain."""
    text = name.text.strip()
    if not text or (name.reads_as == "null" and not name.quoted):
        return None
    knowledge = context.knowledge
    listed = knowledge.hub_id(text) or knowledge.hub_id(text.lower())
    if listed is None:
        meant = knowledge.resolve(text)
        # `gpl-3.0-or-later` is a grant that the Hub's `gpl-3.0` does not tell from the other one.
        hub = meant.hub if meant.license is not None and meant.license == text_id(meant.license) else None
        listed = None if hub is None else knowledge.hub_id(hub)
    if listed is None or listed.placeholder:
        return None
    vague = listed.family is not None and listed.id not in context.strings("exact_enough")
    return None if vague else listed


def _is_another_text(context: Context, listed: HubId, name: Scalar) -> bool:
    """Tell whether the release holds a text of its own under that name: then `other` is right, and the name is not."""
    for file in own_license_files(context.facts):
        for found in file.identifications:
            if found.status not in _KNOWN:
                return True
            if found.status is TextStatus.CANONICAL and found.license is not None and listed.license is not None:
                claims = [claim for claim in context.facts.claims if claim.value.strip() == name.text.strip()]
                return not any(agrees(claim, [found.license], context.knowledge) for claim in claims)
    return False


def _found(context: Context, place: Location, name: Scalar, listed: HubId) -> Found:
    known = "" if listed.license is None else f" ({license_name(listed.license, context.knowledge)})"
    return Found(
        place,
        f"`license: other` stands beside `license_name: {name.text.strip()}`, and the Hub lists that licence as "
        f"`{listed.id}`{known}",
        fix=f"write `license: {listed.id}` and delete `license_name` and `license_link`",
    )
