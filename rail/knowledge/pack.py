"""The knowledge pack: named JSON sections in one file, each parsed only when it is asked for.

Layout: one line of JSON (section name -> [offset, length], offsets counted behind that line), then the sections.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PACK_NAME = "knowledge.pack"


def write_pack(path: Path, sections: Mapping[str, object]) -> None:
    """Write the sections; the same content gives the same bytes."""
    index: dict[str, tuple[int, int]] = {}
    bodies: list[bytes] = []
    offset = 0
    for name in sorted(sections):
        text = json.dumps(sections[name], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        body = text.encode("utf-8")
        index[name] = (offset, len(body))
        bodies.append(body)
        offset += len(body)
    head = json.dumps(index, sort_keys=True, separators=(",", ":")).encode("utf-8")
    path.write_bytes(head + b"\n" + b"".join(bodies))


class Pack:
    """A read-only pack in memory."""

    def __init__(self, data: bytes) -> None:
        """Read the index only."""
        self._start = data.index(b"\n") + 1
        self._data = data
        self._index: dict[str, list[int]] = json.loads(data[: self._start])

    def __contains__(self, name: str) -> bool:
        """Tell whether the pack has a section of this name."""
        return name in self._index

    def names(self, prefix: str = "") -> Iterator[str]:
        """Yield the names of the sections that begin with ``prefix``, sorted."""
        return iter(sorted(name for name in self._index if name.startswith(prefix)))

    def sha256(self) -> str:
        """Return the hash of the whole pack."""
        from hashlib import sha256

        return sha256(self._data).hexdigest()

    def section(self, name: str) -> object:
        """Parse one section.

        Raises:
            KeyError: there is no such section.
        """
        offset, length = self._index[name]
        begin = self._start + offset
        return json.loads(self._data[begin : begin + length])
