"""Licence, notice and use-policy files: read, identified, and searched for fields that nobody filled in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rail.artifacts.names import license_role
from rail.artifacts.placeholders import find_placeholders
from rail.artifacts.reading import TEXT_CAP, folder_of
from rail.cards.encoding import decode_card
from rail.identify.identify import identify
from rail.model.facts import ClaimSource, LicenseClaim, LicenseFile, Location
from rail.model.identification import Identification, TextStatus

if TYPE_CHECKING:
    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry

MAX_FILES = 1000  # a vendored world of licences is cut off, with a problem


class LicenseReader:
    """Reads licence files; the same bytes are identified once."""

    def __init__(self, reading: Reading) -> None:
        """Begin with nothing."""
        self._reading = reading
        self._known: dict[bytes, tuple[Identification, ...]] = {}

    def read(self, entry: FileEntry, *, vendored: bool) -> LicenseFile | None:
        """Return the file as a fact; what it governs is settled when the whole release is known."""
        role = license_role(entry.path) or "license"
        data = self._reading.bytes_of(entry)
        if data is None:
            return None
        whole = entry.size <= TEXT_CAP
        identifications = self._identify(data) if role != "notice" and whole else ()
        text = decode_card(data)[0]
        return LicenseFile(
            location=Location(entry.path),
            role=role,
            bytes=entry.size,
            governs=(),
            scope=license_scope(entry.path),
            vendored=vendored,
            identifications=identifications,
            placeholders=find_placeholders(text, identifications) if role == "license" else (),
            text=text,
        )

    def _identify(self, data: bytes) -> tuple[Identification, ...]:
        if not data.strip():
            return ()
        key = hashlib.sha256(data).digest()
        if key not in self._known:
            self._known[key] = identify(data)
        return self._known[key]


def license_scope(path: str) -> str:
    """Return the folder that a licence file speaks about; a folder ``LICENSES`` serves the one above it."""
    folder = folder_of(path)
    above, _, name = folder.rpartition("/")
    return above if name.upper() in {"LICENSES", "LICENCES"} else folder


def is_license_store(path: str) -> bool:
    """Tell whether a file lies in a folder ``LICENSES``: a text to refer to, which governs nothing by itself."""
    return folder_of(path).rpartition("/")[2].upper() in {"LICENSES", "LICENCES"}


def license_file_claims(file: LicenseFile) -> list[LicenseClaim]:
    """Return what a licence file says: one claim for each licence found in it.

    A modified text makes no claim to the original's id: it stands in ``text`` only (design, promise 2).
    """
    if file.role != "license":
        return []
    return [
        LicenseClaim(
            source=ClaimSource.LICENSE_FILE,
            value=_words(found),
            license=found.license if found.status is TextStatus.CANONICAL else None,
            family=found.license if found.status is TextStatus.FAMILY else None,
            governs=file.governs,
            scope=file.scope,
            location=Location(file.location.path, *found.span),
            vendored=file.vendored,
            text=found,
        )
        for found in file.identifications
        if found.status is not TextStatus.NONE
    ]


def _words(found: Identification) -> str:
    match found.status:
        case TextStatus.CANONICAL:
            return found.license or "unknown"
        case TextStatus.MODIFIED:
            return f"a changed text of {found.license}"
        case TextStatus.FAMILY:
            return f"the family {found.license}"
        case _:
            return "a text that is not known"
