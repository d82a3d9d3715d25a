"""license-text-unknown: a licence file holds terms that nobody here has read; unknown never permits."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from rail.checks.claims import held_texts, license_name, own_license_files
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_licenses
from rail.identify.beside import names_of, passages_beside, words_of
from rail.model.identification import TextStatus
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LicenseFile
    from rail.model.identification import Identification

_NEAR = 0.7
_SHOWN = 2


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at each of the release's own licence and use-policy texts."""
    for file in own_license_files(context.facts, None):
        for found in file.identifications:
            if found.status is TextStatus.UNKNOWN and found.via == "text" and not _is_annex(context, file):
                yield _unknown(context, file, found)
        if file.role == "license" and any(one.license and one.via == "text" for one in file.identifications):
            yield from _beside(context, file)
    yield from unread_licenses(context.facts)


def _is_annex(context: Context, file: LicenseFile) -> bool:
    """Tell whether ``rail attach`` wrote these very bytes, out of a licence whose whole text is in the release."""
    lock = context.facts.lock
    if lock is None or file.role != "use-policy":
        return False
    written = {one.path: one.sha256 for one in lock.written}
    if written.get(file.location.path) != sha256(file.text.encode("utf-8", "surrogateescape")).hexdigest():
        return False
    held = {text for one in own_license_files(context.facts) for text in held_texts(one)}
    return any(one.license in held for one in lock.attached)


def _beside(context: Context, file: LicenseFile) -> Iterator[Found]:
    """Yield what stands beside the licences of a file: nobody weighs it, and it may limit them."""
    names = names_of(file.identifications, context.knowledge)
    for first, last in passages_beside(file.text, file.identifications, names):
        words = words_of(file.text, first, last)
        yield Found(
            Location(file.location.path, first),
            f'{file.location.path} holds words beside the licence text that nobody weighed: "{words}"',
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
