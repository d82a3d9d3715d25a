"""The key-values of a GGUF file: ``general.license``, ``general.base_model.*`` and the other scalar values.

https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3 in either byte order. Arrays are passed over
(short lists of ``general.*`` are kept), strings longer than what is shown are not loaded whole.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, ClassVar

from rail.artifacts.weights.cursor import Cursor
from rail.artifacts.weights.interface import (
    MAX_KEYS,
    MAX_VALUE,
    Header,
    HeaderError,
    Read,
    WeightFormat,
    exactly,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PAIRS = 100_000
MAX_ITEMS = 3_000_000
_MAX_KEY = 65_535
_MAX_DEPTH = 4
_KEPT_ITEMS = 100
_VERSIONS = (2, 3)
_STRING, _ARRAY, _BOOL = 8, 9, 7
_SCALARS: Mapping[int, str] = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}


class Gguf(WeightFormat):
    """GGUF, as llama.cpp writes it."""

    name: ClassVar[str] = "gguf"
    suffixes: ClassVar[tuple[str, ...]] = (".gguf",)

    def read(self, size: int, read: Read) -> Header:
        """Return the scalar key-values as text."""
        start = exactly(read, 0, 8)
        if start[:4] != b"GGUF":
            message = "the file does not begin with GGUF"
            raise HeaderError(message)
        order = "<" if int.from_bytes(start[4:], "little") <= int.from_bytes(start[4:], "big") else ">"
        version = struct.unpack(f"{order}I", start[4:])[0]
        if version not in _VERSIONS:
            message = f"GGUF version {version:,}; versions 2 and 3 are read"
            raise HeaderError(message)
        return _Pairs(Cursor(read, size, 8, order)).read()


class _Pairs:
    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._items = 0

    def read(self) -> Header:
        self._cursor.number("Q")  # how many tensors
        count = self._cursor.number("Q")
        if count > MAX_PAIRS:
            message = f"the header claims {count:,} key-values; at most {MAX_PAIRS:,} are read"
            raise HeaderError(message)
        metadata: dict[str, str] = {}
        problem: str | None = None
        try:
            for _ in range(count):
                key, value = self._pair()
                if value is not None and len(metadata) < MAX_KEYS:
                    metadata.setdefault(key, value)
        except HeaderError as error:
            problem = str(error)  # what stands before is still true
        return Header(metadata, problem)

    def _pair(self) -> tuple[str, str | None]:
        length = self._cursor.number("Q")
        if length > _MAX_KEY:
            message = f"a key of {length:,} bytes at byte {self._cursor.place:,}"
            raise HeaderError(message)
        key = self._cursor.take(length).decode("utf-8", "replace")
        kind = self._cursor.number("I")
        if kind == _STRING:
            return shown(key), self._string()
        if kind == _ARRAY:
            return shown(key), self._array(1, keep=key.startswith("general."))
        form = self._form(kind)
        value = self._cursor.scalar(form)
        return shown(key), str(value).lower() if kind == _BOOL else str(value)

    def _string(self) -> str:
        length = self._cursor.number("Q")
        kept = min(length, MAX_VALUE * 4)
        text = self._cursor.take(kept).decode("utf-8", "replace")
        self._cursor.skip(length - kept)
        return shown(text)

    def _array(self, depth: int, *, keep: bool = False) -> str | None:
        kind = self._cursor.number("I")
        count = self._cursor.number("Q")
        if kind == _STRING:
            self._count(count)
            if keep and count <= _KEPT_ITEMS:
                return shown(", ".join(self._string() for _ in range(count)))
            self._cursor.skip_strings(count)
        elif kind == _ARRAY:
            if depth >= _MAX_DEPTH:
                message = f"arrays more than {_MAX_DEPTH} deep at byte {self._cursor.place:,}"
                raise HeaderError(message)
            self._count(count * 10)  # an inner array costs about as much as ten strings
            for _ in range(count):
                self._array(depth + 1)
        else:
            self._cursor.skip(count * struct.calcsize(f"={self._form(kind)}"))
        return None

    def _count(self, items: int) -> None:
        self._items += items
        if self._items > MAX_ITEMS:
            message = f"more than {MAX_ITEMS:,} array items before byte {self._cursor.place:,}; the rest is not read"
            raise HeaderError(message)

    def _form(self, kind: int) -> str:
        form = _SCALARS.get(kind)
        if form is None:
            message = f"unknown value type {kind:,} at byte {self._cursor.place:,}"
            raise HeaderError(message)
        return form
