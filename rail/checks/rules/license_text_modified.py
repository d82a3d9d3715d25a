"""license-text-modified: a licence file is nearly, but not exactly, the text of a licence that we know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import license_name, named_ids, own_claims, own_license_files, text_id
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_licenses
from rail.model.facts import ClaimSource
from rail.model.finding import Evidence, Severity
from rail.model.identification import ChangeKind, TextStatus
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LicenseFile
    from rail.model.identification import Identification, TextChange

_SHOWN = 5
_SURE = 0.9
_ALIKE = 0.8
_NO_CLAUSE = "a passage outside the clauses"
_LOST = frozenset({ChangeKind.REMOVED, ChangeKind.ALTERED})
_NAMING = (ClaimSource.CARD_FRONT_MATTER, ClaimSource.RAIL_YAML, ClaimSource.WEIGHTS_METADATA)


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at each of the release's own licence and use-policy texts."""
    for file in own_license_files(context.facts, None):
        for found in file.identifications:
            if found.status is not TextStatus.MODIFIED or found.license is None or found.via != "text":
                continue
            if found.similarity < _ALIKE:
                yield Skip(
                    f"{file.location.path} is like {license_name(found.license, context.knowledge)} in part "
                    f"({found.similarity:.2f}), too little to tell what was changed"
                )
            else:
                yield _modified(context, file, found, found.license)
    yield from unread_licenses(context.facts)


def _modified(context: Context, file: LicenseFile, found: Identification, license_id: str) -> Found:
    name = license_name(license_id, context.knowledge)
    lost = tuple(dict.fromkeys(word for change in found.changes if change.kind in _LOST for word in change.categories))
    still_named = any(
        text_id(license_id) in named_ids(claim, context.knowledge) for claim in own_claims(context.facts, *_NAMING)
    )
    passages = _passages(found.changes)
    error = bool(lost) and still_named
    message = f"{file.location.path} is not the text of {name}: {passages}"
    if lost:
        vocabulary = context.knowledge.vocabulary()
        message += f"; restrictions touched: {', '.join(vocabulary.label(word) for word in lost)}"
    line = next((change.line for change in found.changes if change.line is not None), found.span[0])
    return Found(
        Location(file.location.path, line),
        message + ("; the release still calls it by the original's name" if error else ""),
        severity=Severity.ERROR if error else Severity.REVIEW,
        confidence="high" if found.similarity >= _SURE else "medium",
        component=file.governs[0].value if len(file.governs) == 1 else None,
        evidence=tuple(_evidence(file, license_id, change) for change in found.changes),
    )


def _passages(changes: tuple[TextChange, ...]) -> str:
    told = list(
        dict.fromkeys(f"{change.clause or 'a passage outside the clauses'} {change.kind.value}" for change in changes)
    )
    if not told:
        return "its words differ"
    more = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    return "; ".join(told[:_SHOWN]) + more


def _evidence(file: LicenseFile, license_id: str, change: TextChange) -> Evidence:
    words = f': "{change.words}"' if change.words else ""
    return Evidence(
        f"{change.kind.value}{words}",
        location=Location(file.location.path, change.line),
        license=license_id,
        clause=change.clause,
    )
