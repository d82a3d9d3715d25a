"""One file with named sections, read through a memory map: only what is asked for is loaded.

Layout: magic, number of sections, per section a 16-byte name, offset and length (little-endian), then the sections.
"""

from __future__ import annotations

import mmap
import struct
from os import getpid
from typing import TYPE_CHECKING

from rail.errors import NotBuiltError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAGIC = b"RAILPK01"
_HEAD = struct.Struct("<8sI")
_ENTRY = struct.Struct("<16sQQ")
_ALIGN = 8


def write_pack(path: Path, sections: Mapping[str, bytes]) -> None:
    """Write the sections in the given order; equal sections give equal bytes."""
    offset = _HEAD.size + _ENTRY.size * len(sections)
    head = [_HEAD.pack(MAGIC, len(sections))]
    body = []
    for name, data in sections.items():
        gap = -offset % _ALIGN
        head.append(_ENTRY.pack(name.encode(), offset + gap, len(data)))
        body += [b"\0" * gap, data]
        offset += gap + len(data)
    replace_file(path, b"".join(head + body))


def replace_file(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there: a process that has the old one mapped keeps reading it."""
    fresh = path.with_name(f"{path.name}.{getpid()}")
    fresh.write_bytes(data)
    fresh.replace(path)


class Pack:
    """The sections of one pack file, as views into a memory map that lives as long as they do."""

    def __init__(self, path: Path) -> None:
        """Map the file and read its table of sections.

        Raises:
            NotBuiltError: the file is no pack of this version.
        """
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, count = _HEAD.unpack_from(self._map, 0)
        if magic != MAGIC:
            message = f"{path}: written by another version of railkit"
            raise NotBuiltError(message, "reinstall railkit, or run `make install` in the checkout")
        self._places = {}
        for number in range(count):
            name, offset, length = _ENTRY.unpack_from(self._map, _HEAD.size + number * _ENTRY.size)
            self._places[name.rstrip(b"\0").decode()] = (offset, length)

    def __contains__(self, name: object) -> bool:
        """Tell whether the file has a section of this name."""
        return name in self._places

    def raw(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """Return bytes ``start:end`` of one section."""
        offset, length = self._places[name]
        return self._map[offset + start : offset + (length if end is None else end)]

    def table(self, name: str, code: str = "I") -> memoryview[int]:
        """Return one section as a sequence of unsigned integers."""
        offset, length = self._places[name]
        return memoryview(self._map)[offset : offset + length].cast(code)  # type: ignore[call-overload, no-any-return] # code is I, H or Q

    def line(self, name: str, number: int) -> str:
        """Return one entry of a section of lines, found through its table of offsets."""
        offsets = self.table(f"{name}.at")
        return self.raw(name, offsets[number], offsets[number + 1]).decode("utf-8")


def lines_sections(name: str, lines: list[str]) -> dict[str, bytes]:
    """Return the two sections that :meth:`Pack.line` reads."""
    blobs = [line.encode("utf-8") for line in lines]
    offsets = [0]
    for blob in blobs:
        offsets.append(offsets[-1] + len(blob))
    return {name: b"".join(blobs), f"{name}.at": struct.pack(f"<{len(offsets)}I", *offsets)}
