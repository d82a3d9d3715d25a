"""sbom-missing: the release has no bill of materials that is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found]:
    """Look for an SPDX or CycloneDX document by its name; one that was read must be what its name says."""
    facts = context.facts
    broken = {one.location.path: one for one in facts.contents.sboms if one.format == "broken"}
    held = [file for file in facts.contents.of_role("sbom") if file.location.path not in broken]
    if held:
        return
    for one in broken.values():
        yield Found(one.location, f"is named like a bill of materials and is none: {one.problem}")
    if not broken and facts.artifact != "unknown":
        described = facts.card or next(iter(facts.readmes), None)
        place = Location(described.path, 1) if described is not None else Location("README.md")
        yield Found(place, "the release has no SPDX or CycloneDX document")
