"""Licence, notice and use-policy files: read, identified, and searched for fields that nobody filled in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rail.artifacts.kind_words import first_kind
from rail.artifacts.names import license_role
from rail.artifacts.placeholders import find_placeholders
from rail.artifacts.reading import TEXT_CAP, folder_of
from rail.cards.encoding import decode_card
from rail.identify.own import identify_with_own
from rail.model.facts import ClaimSource, LicenseClaim, LicenseFile
from rail.model.identification import Identification, TextStatus
from rail.model.location import Location

if TYPE_CHECKING:
    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.knowledge.store import Knowledge
    from rail.model.facts import ComponentKind

_MAX_IDENTIFIED = 4 << 20  # bytes of different texts
MAX_FILES = 1000  # a vendored world of licences is cut off, with a problem


class LicenseReader:
    """Reads licence files; the same bytes are identified once."""

    def __init__(self, reading: Reading) -> None:
        """Begin with nothing."""
        self._reading = reading
        self._known: dict[bytes, tuple[Identification, ...]] = {}
        self._identified = 0

    def read(self, entry: FileEntry, *, vendored: bool) -> LicenseFile | None:
        """Return the file as a fact; what it governs is settled when the whole release is known."""
        role = license_role(entry.path) or "license"
        data = self._reading.bytes_of(entry, share="license")
        if data is None:
            return None
        whole = entry.size <= TEXT_CAP
        identifications = self._identify(entry.path, data) if role != "notice" and whole else ()
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

    def _identify(self, path: str, data: bytes) -> tuple[Identification, ...]:
        if not data.strip():
            return ()
        key = hashlib.sha256(data).digest()
        if key not in self._known:
            if self._identified + len(data) > _MAX_IDENTIFIED:
                message = (
                    f"more than {_MAX_IDENTIFIED >> 20} MB of different licence texts; this one was not identified"
                )
                self._reading.report(path, "too-large", message)
                return ()
            self._identified += len(data)
            self._known[key] = identify_with_own(data, self._reading.knowledge.own)
        return self._known[key]


def license_scope(path: str) -> str:
    """Return the folder that a licence file speaks about; a folder ``LICENSES`` serves the one above it."""
    folder = folder_of(path)
    above, _, name = folder.rpartition("/")
    return above if name.upper() in {"LICENSES", "LICENCES"} else folder


def is_license_store(path: str) -> bool:
    """Tell whether a file lies in a folder ``LICENSES``: a text to refer to, which governs nothing by itself."""
    return folder_of(path).rpartition("/")[2].upper() in {"LICENSES", "LICENCES"}


def license_file_claims(file: LicenseFile, knowledge: Knowledge) -> list[LicenseClaim]:
    """Return what a licence file says: one claim for each licence found in it.

    A modified text makes no claim to the original's id: it stands in ``text`` only (design, promise 2). A pointer names
    the licence that it points to.
    """
    if file.role != "license":
        return []
    claims: list[LicenseClaim] = []
    for found in file.identifications:
        license_id, family = _named(found, knowledge)
        claim = LicenseClaim(
            source=ClaimSource.LICENSE_FILE,
            value=_words(found),
            license=license_id,
            family=family,
            governs=file.governs if found.via == "text" else _subject(file, found.span) or file.governs,
            scope=file.scope,
            location=Location(file.location.path, *found.span),
            vendored=file.vendored,
            text=found,
        )
        claims.append(claim)
    return claims


def _named(found: Identification, knowledge: Knowledge) -> tuple[str | None, str | None]:
    """Return the licence and the family that an identification names."""
    if found.status is TextStatus.CANONICAL:
        return found.license, None
    if found.status is not TextStatus.FAMILY or found.license is None:
        return None, None
    # A title alone names nothing; "licensed under CC BY 4.0, see ..." does.
    is_one = found.via != "title" and knowledge.license(found.license) is not None
    return (found.license, None) if is_one else (None, found.license)


def _subject(file: LicenseFile, span: tuple[int, int]) -> tuple[ComponentKind, ...]:
    """Return the kind of component that a pointer's paragraph begins to speak about, where the file is for another.

    "The code is under MIT, see LICENSE" at the end of LICENSE-WEIGHTS is about the code.
    """
    lines = file.text.splitlines()
    start = min(span[0], len(lines))
    while start > 1 and lines[start - 2].strip():
        start -= 1
    first = first_kind(" ".join(lines[start - 1 : span[1]]))
    return () if first is None or first in file.governs else (first,)


def _words(found: Identification) -> str:
    match found.status:
        case TextStatus.CANONICAL:
            return found.license or "unknown"
        case TextStatus.MODIFIED:
            return f"a changed text of {found.license}"
        case TextStatus.FAMILY:
            return f"a mention of {found.license}"
        case TextStatus.UNKNOWN:
            return "a text that is not known"
        case TextStatus.NONE:
            return "no licence text that is known"
