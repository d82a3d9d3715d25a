"""Licence statements at the head of source files: SPDX tags (SPDX 2.3, annex E) and the usual notices.

Files that say the same are one claim with a count: a release of 50,000 files stays small.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rail.artifacts.kinds import CODE_SUFFIXES
from rail.identify.identify import identify
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.identification import TextStatus
from rail.model.location import Location

if TYPE_CHECKING:
    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.model.facts import LicenseClaim

HEAD_BYTES = 2048
HEADER_SUFFIXES = CODE_SUFFIXES - {".ipynb"}
_TAG = re.compile(
    rb"^[ \t]*(?:#+|//+!?|/\*+|\*+|;+|--+|%+|<!--|\.\.|rem\b|dnl\b|\"+|'+)?[ \t*]*"
    rb"SPDX-License-Identifier:[ \t]*([^\r\n]{1,200})",
    re.MULTILINE | re.IGNORECASE,
)
_TAG_END = re.compile(r"[ \t]*(?:\*+/|-->|\"\"\"|'''|#\}|\*\)|%>)[\s\S]*$")
_NOTICE = re.compile(
    rb"licen[cs]ed? (?:under|found|terms)|permission is hereby|redistribution and use|public licen", re.IGNORECASE
)
_NOT_THE_TERMS = re.compile(rb"copyright|\(c\)|\d{4}|author|[^a-zA-Z]+", re.IGNORECASE)
_DISTINCT_NOTICES = 40
MAX_STATEMENTS = 1000


@dataclass(slots=True)
class _Seen:
    count: int
    first: str
    line: int
    folder: str


class HeaderReader:
    """Collects what the heads of source files state."""

    def __init__(self, reading: Reading) -> None:
        """Begin with nothing."""
        self._reading = reading
        self._seen: dict[tuple[str, bool], _Seen] = {}
        self._notices: dict[bytes, str | None] = {}

    def read(self, entry: FileEntry, data: bytes, *, vendored: bool) -> None:
        """Take the head of one source file: its first ``HEAD_BYTES``."""
        match = _TAG.search(data)
        if match is not None:
            value = _TAG_END.sub("", match.group(1).decode("utf-8", "replace")).strip()
            line = data.count(b"\n", 0, match.start(1)) + 1
        else:
            notice = _NOTICE.search(data)
            if notice is None:
                return
            value = self._identify(data) or ""
            line = data.count(b"\n", 0, notice.start()) + 1
        if value:
            self._add(value, entry.path, line, vendored=vendored)

    def claims(self) -> list[LicenseClaim]:
        """Return one claim for each distinct statement, in the order of the paths on which it was first seen."""
        return [
            self._reading.claim(
                ClaimSource.FILE_HEADER,
                value,
                Location(seen.first, seen.line),
                governs=(ComponentKind.CODE,),
                scope=seen.first if seen.count == 1 else seen.folder,
                count=seen.count,
                vendored=vendored,
            )
            for (value, vendored), seen in self._seen.items()
        ]

    def _add(self, value: str, path: str, line: int, *, vendored: bool) -> None:
        folder = path.rpartition("/")[0]
        seen = self._seen.get((value, vendored))
        if seen is None and len(self._seen) >= MAX_STATEMENTS:
            message = f"more than {MAX_STATEMENTS:,} different licence statements at the heads of files; not kept"
            self._reading.report(path, "too-many-statements", message, line)
            return
        if seen is None:
            self._seen[value, vendored] = _Seen(1, path, line, folder)
            return
        seen.count += 1
        while seen.folder and folder != seen.folder and not folder.startswith(f"{seen.folder}/"):
            seen.folder = seen.folder.rpartition("/")[0]

    def _identify(self, data: bytes) -> str | None:
        """Return the licence that the comment at the head names; the same notice is looked at once."""
        head = _leading_comment(data)
        key = _NOT_THE_TERMS.sub(b"", head).lower()
        if key not in self._notices:
            if len(self._notices) >= _DISTINCT_NOTICES:
                return None
            found = identify(head) if key else ()
            named = [one.license for one in found if one.status is TextStatus.CANONICAL and one.license]
            self._notices[key] = named[0] if len(set(named)) == 1 else None
        return self._notices[key]


def _leading_comment(data: bytes) -> bytes:
    """Return the comment lines that a file begins with."""
    kept: list[bytes] = []
    quoted = b""
    for line in data.splitlines():
        bare = line.strip()
        if quoted:
            kept.append(line)
            if quoted in bare:
                break
            continue
        opening = next((mark for mark in (b'"""', b"'''", b"/*", b"<!--") if bare.startswith(mark)), b"")
        if opening:
            closing = {b"/*": b"*/", b"<!--": b"-->"}.get(opening, opening)
            quoted = b"" if closing in bare[len(opening) :] else closing
        elif bare and not bare.startswith((b"#", b"//", b";", b"--", b"%", b"*")):
            break
        kept.append(line)
    return b"\n".join(kept)
