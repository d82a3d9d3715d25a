"""``LicenseRef-NAME`` by the text that stands for it: ``LICENSES/LicenseRef-NAME.txt`` (REUSE 3.3, "License files")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rail.model.facts import LicenseClaim, LicenseFile

_PREFIX = "LicenseRef-"
_FOLDER = "LICENSES/"


def by_their_texts(claims: Sequence[LicenseClaim], files: Iterable[LicenseFile]) -> list[LicenseClaim]:
    """Return the claims, those of a ``LicenseRef-`` with the licence of its own text, where that is unchanged."""
    texts = dict(_texts(files))
    return [_resolved(claim, texts) for claim in claims] if texts else list(claims)


def _texts(files: Iterable[LicenseFile]) -> Iterator[tuple[str, str]]:
    for file in files:
        path = file.location.path
        if not path.startswith(f"{_FOLDER}{_PREFIX}") or file.vendored or len(file.identifications) != 1:
            continue
        found = file.identifications[0]
        if found.status is TextStatus.CANONICAL and found.license is not None:
            yield path.removeprefix(_FOLDER).rpartition(".")[0].lower(), found.license


def _resolved(claim: LicenseClaim, texts: Mapping[str, str]) -> LicenseClaim:
    name = claim.value.strip()
    if claim.license is not None or claim.expression or not name.startswith(_PREFIX):
        return claim
    license_id = texts.get(name.lower())
    return claim if license_id is None else replace(claim, license=license_id, family=None)
