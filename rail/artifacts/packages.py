"""Packages inside a release that come from elsewhere: with metadata and a licence of their own that the root lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.facts import ComponentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rail.artifacts.tally import Tally
    from rail.model.facts import LicenseFile

_PUBLISHED = {ComponentKind.WEIGHTS, ComponentKind.DATA}


def foreign_packages(files: Sequence[LicenseFile], package_folders: Iterable[str], tally: Tally) -> set[str]:
    """Return the folders that count as vendored.

    A nested package of the same project carries the same licence or none. One that holds weights or data is a part of
    the release whatever its licence says.
    """
    own = {_licenses(file) for file in files if not file.scope and file.role == "license"}
    folders = set(package_folders)
    foreign = {file.scope for file in files if file.scope in folders and file.role == "license" and _licenses(file)}
    return {
        scope
        for scope in foreign
        if own
        and not set(tally.kinds_below(scope)) & _PUBLISHED
        and all(_licenses(file) not in own for file in files if file.scope == scope and file.role == "license")
    }


def mark_vendored(files: Sequence[LicenseFile], packages: Iterable[str]) -> list[LicenseFile]:
    """Return the files, those in foreign packages marked."""
    folders = tuple(packages)
    return [
        replace(file, vendored=True) if any(_within(file.scope, folder) for folder in folders) else file
        for file in files
    ]


def _licenses(file: LicenseFile) -> frozenset[str]:
    return frozenset(found.license for found in file.identifications if found.license is not None)


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}/")
