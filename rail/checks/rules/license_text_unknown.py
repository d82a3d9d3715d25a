"""license-text-unknown: a licence file holds terms that nobody here has read; unknown never permits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import license_name, own_license_files
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_licenses
from rail.identify.outside import names_of, unread_passages
from rail.model.identification import TextStatus
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LicenseFile
    from rail.model.identification import Identification

_NEAR = 0.7
_SHOWN = 2
_WORDS = 80  # characters of a passage that are shown


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at each of the release's own licence and use-policy texts."""
    for file in own_license_files(context.facts, None):
        for found in file.identifications:
            if found.status is TextStatus.UNKNOWN and found.via == "text":
                yield _unknown(context, file, found)
        if file.role == "license" and any(one.license and one.via == "text" for one in file.identifications):
            yield from _beside(context, file)
    yield from unread_licenses(context.facts)


def _beside(context: Context, file: LicenseFile) -> Iterator[Found]:
    """Yield what stands beside the licences of a file: nobody weighs it, and it may limit them."""
    lines = file.text.splitlines()
    names = names_of(file.identifications, context.knowledge)
    for first, last in unread_passages(file.text, file.identifications, names):
        words = " ".join(" ".join(lines[first - 1 : last]).split())
        shown = words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} ..."
        yield Found(
            Location(file.location.path, first),
            f'{file.location.path} holds words beside the licence text that nobody weighed: "{shown}"',
            confidence="medium",
            component=file.governs[0].value if len(file.governs) == 1 else None,
        )


def _unknown(context: Context, file: LicenseFile, found: Identification) -> Found:
    near = [license_name(name, context.knowledge) for name in found.candidates[:_SHOWN]]
    like = f"; much of it is also in {' and in '.join(near)}" if near and found.similarity >= _NEAR else ""
    return Found(
        Location(file.location.path, found.span[0]),
        f"{file.location.path} holds terms that we do not know{like}",
        confidence="medium",
        component=file.governs[0].value if len(file.governs) == 1 else None,
    )
