"""license-file-empty-or-placeholder: a licence file holds nothing, no licence, or a template's unfilled fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import held_texts, own_license_files
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_licenses
from rail.model.finding import Severity
from rail.model.identification import TextStatus
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LicenseFile

_FEW_WORDS = 12


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at each of the release's own licence files."""
    examples = frozenset(context.strings("example_in_text"))
    for file in own_license_files(context.facts):
        if file.bytes == 0 or (file.text.strip() == "" and not file.identifications):
            yield Found(file.location, f"{file.location.path} is empty", component=_component(file))
        elif all(found.status is TextStatus.NONE for found in file.identifications):
            yield _no_license(file)
        elif not examples.intersection(held_texts(file)):
            yield from _placeholders(file)
    yield from unread_licenses(context.facts)


def _no_license(file: LicenseFile) -> Found:
    few = len(file.text.split()) < _FEW_WORDS
    what = "is only a stub" if few else "is named as a licence and holds no licence text that we can see"
    return Found(
        file.location,
        f"{file.location.path} {what}",
        severity=Severity.ERROR if few else Severity.REVIEW,
        confidence="high" if few else "medium",
        component=_component(file),
        fix=None
        if few
        else "let a person read it: put the text of the licence there, or rename the file if it is none",
    )


def _placeholders(file: LicenseFile) -> Iterator[Found]:
    if not file.placeholders:
        return
    fields = ", ".join(dict.fromkeys(field for field, _ in file.placeholders))
    yield Found(
        Location(file.location.path, file.placeholders[0][1]),
        f"{file.location.path} still holds fields of its template that nobody filled in: {fields}",
        severity=Severity.WARNING,
        component=_component(file),
        fix="write what is meant in place of the fields (such as the year and the rights-holder); change nothing else",
    )


def _component(file: LicenseFile) -> str | None:
    return file.governs[0].value if len(file.governs) == 1 else None
