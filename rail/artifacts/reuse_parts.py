"""A ``LICENSE`` beside a ``REUSE.toml`` (REUSE 3.3): which parts it speaks for is what the annotations say.

In that convention the file at the top is there for readers and hosting sites. Where the annotations give its licence to
some kinds of file and another licence to others, it says nothing of the others. Annotations that give its licence to
nothing leave it as it is: then the two disagree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.governs import named_kinds
from rail.artifacts.license_refs import by_their_texts
from rail.model.facts import ClaimSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.model.facts import ComponentKind, LicenseClaim, LicenseFile

_FILE = "REUSE.toml"


def told_by_reuse(
    claims: Sequence[LicenseClaim], files: Sequence[LicenseFile]
) -> tuple[list[LicenseClaim], list[LicenseFile]]:
    """Return claims and licence files, those of a general file at the top without the parts that others govern."""
    claims = by_their_texts(claims, files)
    told: dict[ComponentKind, set[str]] = {}
    for claim in claims:
        if claim.source is ClaimSource.REUSE_TOML and claim.location.path == _FILE and not claim.scope:
            for kind in claim.governs:
                told.setdefault(kind, set()).update({claim.license} if claim.license else claim.expression)
    if not told:
        return list(claims), list(files)
    elsewhere = {path: _elsewhere(path, claims, told) for path in {file.location.path for file in files}}
    return (
        [
            replace(claim, governs=_left(claim.governs, elsewhere.get(claim.location.path)))
            if claim.source is ClaimSource.LICENSE_FILE
            else claim
            for claim in claims
        ],
        [replace(file, governs=_left(file.governs, elsewhere.get(file.location.path))) for file in files],
    )


def _elsewhere(
    path: str, claims: Sequence[LicenseClaim], told: dict[ComponentKind, set[str]]
) -> frozenset[ComponentKind]:
    """Return the kinds that annotations give to other licences than the one of a file, where they give it some."""
    if "/" in path or named_kinds(path):
        return frozenset()
    held = {
        claim.license
        for claim in claims
        if claim.source is ClaimSource.LICENSE_FILE and claim.location.path == path and claim.license is not None
    }
    if not any(held & named for named in told.values()):
        return frozenset()
    return frozenset(kind for kind, named in told.items() if not held & named)


def _left(governs: tuple[ComponentKind, ...], elsewhere: frozenset[ComponentKind] | None) -> tuple[ComponentKind, ...]:
    return tuple(kind for kind in governs if not elsewhere or kind not in elsewhere)
