"""A Git LFS pointer: three lines of text that stand for a large file.

https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md; pointers that were checked out with CR LF are read as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_POINTER = 1024
_VERSION = re.compile(rb"version https://(?:git-lfs\.github\.com/spec/v1|hawser\.github\.com/spec/v1)\r?\n")
_LINE = re.compile(rb"([a-z0-9.-]+) ([^\r\n]*)\r?(?:\n|\Z)")
_OID = re.compile(r"sha256:[0-9a-f]{64}")
_SIZE = re.compile(r"[0-9]{1,19}")


class Pointer(NamedTuple):
    """The object that a pointer stands for: ``sha256:...`` and its size in bytes."""

    oid: str
    size: int


def read_pointer(data: bytes) -> Pointer | None:
    """Return the pointer that a file's whole content is, or ``None`` where it is none."""
    version = _VERSION.match(data) if len(data) < MAX_POINTER else None
    if version is None:
        return None
    values: dict[str, str] = {}
    place = version.end()
    while place < len(data):
        line = _LINE.match(data, place)
        if line is None:
            return None
        values[line[1].decode("ascii")] = line[2].decode("utf-8", "replace")
        place = line.end()
    oid, size = values.get("oid", ""), values.get("size", "")
    if not _OID.fullmatch(oid) or not _SIZE.fullmatch(size):
        return None
    return Pointer(oid, int(size))
