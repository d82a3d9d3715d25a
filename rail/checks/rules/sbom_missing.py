"""sbom-missing: the release has no bill of materials; whether one that it has agrees with the card is not told yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for an SPDX or CycloneDX document by its name."""
    facts = context.facts
    held = facts.contents.of_role("sbom")
    for file in held:
        yield Skip(
            f"{file.location.path}: bills of materials are not read yet; whether it agrees with the card is open"
        )
    if not held and facts.artifact != "unknown":
        described = facts.card or next(iter(facts.readmes), None)
        place = Location(described.path, 1) if described is not None else Location("README.md")
        yield Found(place, "the release has no SPDX or CycloneDX document")
