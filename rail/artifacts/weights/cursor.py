"""A place in a binary file that moves forward, reading pieces of it as they are needed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from rail.artifacts.weights.interface import HeaderError

if TYPE_CHECKING:
    from rail.artifacts.weights.interface import Read

_PIECE = 1 << 18
MAX_READ = 64_000_000


class Cursor:
    """Takes numbers and bytes one after the other; passing over bytes reads none of them."""

    def __init__(self, read: Read, size: int, place: int, order: str) -> None:
        """Begin at a place.

        Args:
            read: reads a piece of the file.
            size: the file's size in bytes.
            place: the first byte to take.
            order: byte order in the notation of ``struct``.
        """
        self._read = read
        self._size = size
        self._order = order
        self._buffer = b""
        self._start = place
        self._taken = 0
        self.place = place

    def take(self, length: int) -> bytes:
        """Return the next bytes.

        Raises:
            HeaderError: the file ends before.
        """
        self._check(length)
        offset = self.place - self._start
        if offset + length > len(self._buffer):
            self._start, offset = self.place, 0
            self._buffer = self._read(self.place, max(length, min(_PIECE, self._size - self.place)))
            self._taken += len(self._buffer)
            if self._taken > MAX_READ:
                message = f"more than {MAX_READ:,} bytes of header before byte {self.place:,}; the rest is not read"
                raise HeaderError(message)
            if len(self._buffer) < length:
                raise self._ended(self.place + len(self._buffer))
        self.place += length
        return self._buffer[offset : offset + length]

    def skip(self, length: int) -> None:
        """Pass over bytes.

        Raises:
            HeaderError: the file ends before.
        """
        self._check(length)
        self.place += length

    def scalar(self, form: str) -> int | float | bool:
        """Return the next value of a ``struct`` format character."""
        value: int | float | bool = struct.unpack(self._order + form, self.take(struct.calcsize("=" + form)))[0]
        return value

    def number(self, form: str) -> int:
        """Return the next integer of a ``struct`` format character."""
        return int(self.scalar(form))

    def skip_strings(self, count: int) -> None:
        """Pass over strings that are each led by their length in 8 bytes."""
        length = struct.Struct(self._order + "Q")
        for _ in range(count):
            offset = self.place - self._start
            if 0 <= offset <= len(self._buffer) - 8:
                self.skip(8 + length.unpack_from(self._buffer, offset)[0])
            else:
                self.skip(int(length.unpack(self.take(8))[0]))

    def _check(self, length: int) -> None:
        if self.place + length > self._size:
            raise self._ended(self._size)

    def _ended(self, place: int) -> HeaderError:
        return HeaderError(f"the file ends at byte {place:,}, inside its header")
