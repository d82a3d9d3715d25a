"""ONNX: the outer fields of a ``ModelProto``, read one after the other; the graph is passed over, never read.

Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (``ModelProto``, ``StringStringEntryProto``);
encoding: https://protobuf.dev/programming-guides/encoding/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rail.artifacts.weights.cursor import Cursor
from rail.artifacts.weights.interface import MAX_KEYS, Header, HeaderError, Read, WeightFormat, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS = {2: "producer_name", 3: "producer_version", 4: "domain", 6: "doc_string"}
_VERSION = 1
_PROPERTY = 14
_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_MAX_FIELDS = 20_000
_MAX_TEXT = 1 << 16  # a longer one is passed over
_VARINT_BYTES = 10


class Onnx(WeightFormat):
    """Models in the Open Neural Network Exchange format."""

    name: ClassVar[str] = "onnx"
    suffixes: ClassVar[tuple[str, ...]] = (".onnx",)

    def read(self, size: int, read: Read) -> Header:
        """Return the model's text fields and its own properties (``metadata_props``)."""
        cursor = Cursor(read, size, 0, "<")
        metadata: dict[str, str] = {}
        problem: str | None
        problem = "no ONNX model: it states no version of its format"
        try:
            for number, text in _fields(cursor, size):
                if number == _VERSION:
                    problem = None
                    continue
                key, value = _entry(text) if number == _PROPERTY else (_TEXTS[number], _text(text))
                if key and value and len(metadata) < MAX_KEYS:
                    metadata.setdefault(shown(key), shown(value))
        except HeaderError as error:
            problem = str(error)  # what stands before is still true
        return Header(metadata, problem)


def _fields(cursor: Cursor, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield the version of the format and the fields that hold text, by number; all others are passed over.

    Raises:
        HeaderError: it is no message, or one of too many fields.
    """
    count = 0
    while cursor.place < size:
        count += 1
        number, kind = divmod(_varint(cursor), 8)
        if count > _MAX_FIELDS or number == 0:
            message = f"more than {_MAX_FIELDS:,} fields" if number else "no ONNX model: a field without a number"
            raise HeaderError(message)
        if kind == _VARINT:
            _varint(cursor)
            if number == _VERSION:
                yield number, b""
        elif kind in {_FIXED64, _FIXED32}:
            cursor.skip(8 if kind == _FIXED64 else 4)
        elif kind == _LENGTH:
            length = _varint(cursor)
            if (number in _TEXTS or number == _PROPERTY) and length <= _MAX_TEXT:
                yield number, cursor.take(length)
            else:
                cursor.skip(length)
        else:
            message = f"no ONNX model: field {number} has the unknown wire type {kind}"
            raise HeaderError(message)


def _entry(data: bytes) -> tuple[str, str]:
    """Return key and value of a ``StringStringEntryProto``; empty where they are not there."""
    found = {1: "", 2: ""}
    cursor = Cursor(lambda offset, length: data[offset : offset + length], len(data), 0, "<")
    while cursor.place < len(data):
        number, kind = divmod(_varint(cursor), 8)
        if kind != _LENGTH:
            break
        value = cursor.take(_varint(cursor))
        if number in found:
            found[number] = _text(value)
    return found[1], found[2]


def _varint(cursor: Cursor) -> int:
    value = 0
    for place in range(_VARINT_BYTES):
        byte = cursor.take(1)[0]
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:  # noqa: PLR2004 # the bit that says that more follows
            return value
    message = "no ONNX model: a number of more than ten bytes"
    raise HeaderError(message)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
