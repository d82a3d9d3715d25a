"""What ``rail.yaml`` states against what was found, said in words: an override is never silent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.project import PROJECT_FILE
from rail.model.facts import ClaimSource, LicenseClaim, LicenseFile
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rail.artifacts.project import Project
    from rail.artifacts.reading import Reading
    from rail.model.facts import ComponentKind

_SHOWN = 50


def project_claims(reading: Reading, project: Project) -> Iterator[LicenseClaim]:
    """Yield the licences that ``rail.yaml`` states."""
    for component in project.components:
        if component.license is not None:
            value, line = component.license
            location = Location(PROJECT_FILE, line)
            yield reading.claim(ClaimSource.RAIL_YAML, value, location, governs=(component.kind,))


def apply_license_files(files: Sequence[LicenseFile], project: Project) -> tuple[list[LicenseFile], list[str]]:
    """Return the licence files with what ``rail.yaml`` says they govern, and what that overrides."""
    stated: dict[str, list[ComponentKind]] = {}
    for component in project.components:
        for path in component.license_files:
            stated.setdefault(path, []).append(component.kind)
    words: list[str] = []
    settled: list[LicenseFile] = []
    for file in files:
        kinds = tuple(stated.get(file.location.path, ()))
        if kinds and kinds != file.governs:
            words.append(f"{file.location.path} governs {_kinds(kinds)}; by its name and place {_kinds(file.governs)}")
        settled.append(replace(file, governs=kinds) if kinds else file)
    missing = sorted(set(stated) - {file.location.path for file in files})
    words += [f"{path} is named as a licence file, but none was read there" for path in missing]
    return settled, words


def license_overrides(claims: Sequence[LicenseClaim]) -> Iterator[str]:
    """Yield one line for every other place that ``rail.yaml`` disagrees with."""
    for own in claims:
        if own.source is not ClaimSource.RAIL_YAML:
            continue
        for other in claims:
            names = other.license or other.family or other.expression
            if (
                other.source is not ClaimSource.RAIL_YAML
                and not other.vendored
                and names
                and set(own.governs) & set(other.governs)
                and (own.license, own.expression) != (other.license, other.expression)
            ):
                kinds = _kinds(own.governs)
                yield f"{own.location} states {own.value} for {kinds}; {other.location} says {other.value}"


def path_overrides(moved: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Yield one line for every kind of file that ``rail.yaml`` counts elsewhere; key: kind by name, kind as stated."""
    for (by_name, stated), count in sorted(moved.items())[:_SHOWN]:
        yield f"{count} files counted as {stated}; by their names they are {by_name}"


def _kinds(kinds: Sequence[ComponentKind]) -> str:
    return ", ".join(kind.value for kind in kinds) or "nothing"
