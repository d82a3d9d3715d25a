"""The keys of a trust file, for people and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.key import KeyStatus
from rail.reports.encode import SCHEMA_VERSION, to_json
from rail.reports.page import Page

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rail.model.key import Key

_KINDS = {KeyStatus.ACTIVE: "good", KeyStatus.ROTATED: "quiet", KeyStatus.REVOKED: "error"}


def keys_page(keys: Sequence[Key], held: Collection[str], width: int) -> Page:
    """Lay out the keys of a trust file.

    Args:
        keys: the keys.
        held: the names of those whose private half lies here.
        width: in columns.
    """
    page = Page(width)
    names = {key.keyid: key.name for key in keys}
    for key in keys:
        page.add((f"{key.name}: ", "title"), (key.status.value, _KINDS[key.status]))
        page.labelled("keyid", (key.keyid, ""), indent=2, column=14)
        page.labelled("private key", ("here" if key.name in held else "not here", ""), indent=2, column=14)
        if key.since:
            page.labelled("since", (key.since, ""), indent=2, column=14)
        if key.ended:
            heir = f", to {names[key.replaced_by]}" if key.replaced_by in names else ""
            page.labelled("ended", (f"{key.ended}: {key.why or 'no reason was given'}{heir}", ""), indent=2, column=14)
    return page


def keys_json(keys: Sequence[Key], held: Collection[str], trust: str) -> str:
    """Return the document of ``policy/schema/key-list-output.schema.json``."""
    rows = [
        {
            "keyid": key.keyid,
            "name": key.name,
            "public": key.public,
            "since": key.since,
            "status": key.status.value,
            "ended": key.ended,
            "why": key.why,
            "replaced_by": key.replaced_by,
            "private_key_here": key.name in held,
        }
        for key in keys
    ]
    return to_json({"schema_version": SCHEMA_VERSION, "trust": trust, "keys": rows})
