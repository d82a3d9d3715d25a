"""ONNX: texts and properties of the outer message; the graph is never read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.artifacts.weights import read_weight_header

if TYPE_CHECKING:
    from rail.model.facts import WeightFile


def varint(value: int) -> bytes:
    """Return a number as protobuf writes it."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def field(number: int, data: bytes) -> bytes:
    """Return a field with a length."""
    return varint(number * 8 + 2) + varint(len(data)) + data


def prop(key: str, value: str) -> bytes:
    """Return one entry of ``metadata_props``."""
    return field(14, field(1, key.encode()) + field(2, value.encode()))


VERSION = b"\x08\x08"


def read(data: bytes, size: int | None = None) -> WeightFile:
    """Return what is read of a model."""
    found = read_weight_header("m.onnx", size or len(data), lambda offset, length: data[offset : offset + length])
    assert found is not None
    return found


def test_texts_and_properties_are_read() -> None:
    """Properties may stand behind the graph, which is passed over."""
    data = VERSION + field(2, b"pytorch") + field(7, b"\xff" * 70_000) + prop("license", "mit") + field(8, b"x")
    found = read(data)
    assert (found.format, found.problem) == ("onnx", None)
    assert found.metadata == {"producer_name": "pytorch", "license": "mit"}


def test_the_graph_is_not_read() -> None:
    """A graph of gigabytes costs two reads."""
    asked: list[int] = []
    head = VERSION + varint(7 * 8 + 2) + varint(8 << 30)
    tail = prop("license", "mit")

    def piece(offset: int, length: int) -> bytes:
        asked.append(length)
        return head[offset : offset + length] if offset < len(head) else tail[offset - len(head) - (8 << 30) :][:length]

    found = read_weight_header("m.onnx", len(head) + (8 << 30) + len(tail), piece)
    assert found is not None
    assert found.metadata == {"license": "mit"}
    assert sum(asked) < 1 << 20


BROKEN = {
    "cut off": VERSION + field(2, b"pytorch")[:-1],
    "no number": b"\x02\x01x",
    "groups": VERSION + b"\x0b",
    "endless number": VERSION + b"\xff" * 30,
    "too many fields": VERSION + b"\x28\x01" * 30_000,
    "no model": b"xx",
    "nothing": b"",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_model_has_a_problem(name: str) -> None:
    """It is told, and what stands before it is kept."""
    assert read(BROKEN[name]).problem


def test_properties_are_limited() -> None:
    """Keys and values are cut, and no more than so many are kept."""
    found = read(VERSION + b"".join(prop(f"k{number}", "v" * 5000) for number in range(2000)))
    assert len(found.metadata) == 500
    assert {len(value) for value in found.metadata.values()} == {1000}
