"""license-other-unnamed: ``license: other`` without the name and the place of the licence meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import own_license_files
from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars, text
from rail.checks.unread import unread_front_matter
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Map
    from rail.model.facts import LicenseFile


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at each card whose licence is ``other``."""
    files = tuple(file for file in own_license_files(context.facts) if file.bytes)
    for card in context.facts.cards:
        if card.front_matter is None:
            continue
        for value in scalars(card.front_matter.get("license")):
            if value.text.strip().lower() == "other":
                yield from _unnamed(Location(card.path, value.line), card.front_matter, files)
    yield from unread_front_matter(context.facts)


def _unnamed(place: Location, front_matter: Map, files: tuple[LicenseFile, ...]) -> Iterator[Found]:
    absent = [key for key in ("license_name", "license_link") if not text(front_matter, key)]
    if not absent:
        return
    findable = bool(files) or "license_link" not in absent
    link = files[0].location.path if files else "<URL of the text>"
    lines = {"license_name": "license_name: <the licence's name>", "license_link": f"license_link: {link}"}
    yield Found(
        place,
        f"`license: other` stands without {' and '.join(f'`{key}`' for key in absent)}"
        + ("" if findable else ", and the release holds no licence text"),
        severity=Severity.WARNING if findable else Severity.ERROR,
        fix="add " + " and ".join(f"`{lines[key]}`" for key in absent) + " to the front matter",
        evidence=tuple(Evidence("a licence text is here", file.location) for file in files[:1]),
    )
