"""GGUF key-values: scalars are text, arrays are passed over, and lies are problems."""

from __future__ import annotations

import struct
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.artifacts.weights import read_weight_header
from rail.artifacts.weights.interface import MAX_VALUE

if TYPE_CHECKING:
    from rail.model.facts import WeightFile


def read(data: bytes) -> WeightFile:
    """Return what a file with these bytes says."""
    found = read_weight_header("m.gguf", len(data), lambda offset, length: data[offset : offset + length])
    assert found is not None
    return found


def text(value: str, order: str = "<") -> bytes:
    """Return a string as GGUF writes it."""
    return struct.pack(order + "Q", len(value.encode())) + value.encode()


def pair(key: str, kind: int, value: bytes, order: str = "<") -> bytes:
    """Return one key-value."""
    return text(key, order) + struct.pack(order + "I", kind) + value


def gguf(*pairs: bytes, version: int = 3, count: int | None = None, order: str = "<") -> bytes:
    """Return a file with these key-values and no tensor."""
    number = len(pairs) if count is None else count
    return b"GGUF" + struct.pack(order + "IQQ", version, 0, number) + b"".join(pairs)


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("order", ["<", ">"])
def test_license_and_bases_are_read(version: int, order: str) -> None:
    """Versions 2 and 3, in either byte order."""
    data = gguf(
        pair("general.license", 8, text("llama3", order), order),
        pair("general.base_model.count", 4, struct.pack(order + "I", 1), order),
        pair("general.base_model.0.name", 8, text("Heron 7B", order), order),
        version=version,
        order=order,
    )
    assert (dict(read(data).metadata), read(data).problem) == (
        {"general.license": "llama3", "general.base_model.count": "1", "general.base_model.0.name": "Heron 7B"},
        None,
    )


@pytest.mark.parametrize(
    ("kind", "form", "value", "shown"),
    [(0, "B", 7, "7"), (1, "b", -7, "-7"), (2, "H", 7, "7"), (5, "i", -9, "-9"), (6, "f", 0.5, "0.5"),
     (7, "?", True, "true"),
     (10, "Q", 2**60, str(2**60)), (11, "q", -1, "-1"), (12, "d", 0.25, "0.25")],
)  # fmt: skip
def test_every_scalar_is_text(kind: int, form: str, value: float, shown: str) -> None:
    """Numbers and booleans are kept as text."""
    assert read(gguf(pair("x", kind, struct.pack("<" + form, value)))).metadata["x"] == shown


def test_arrays_are_passed_over() -> None:
    """What stands behind a vocabulary of 200,000 words is still found, quickly."""
    words = struct.pack("<IQ", 8, 200_000) + b"".join(text(f"word{number}") for number in range(200_000))
    scores = struct.pack("<IQ", 6, 200_000) + bytes(800_000)
    data = gguf(pair("tokens", 9, words), pair("scores", 9, scores), pair("general.license", 8, text("mit")))
    began = time.process_time()
    assert dict(read(data).metadata) == {"general.license": "mit"}
    assert time.process_time() - began < 2


def test_short_lists_of_general_are_kept() -> None:
    """``general.datasets`` and the like are joined."""
    items = struct.pack("<IQ", 8, 2) + text("a/b") + text("c/d")
    assert read(gguf(pair("general.datasets", 9, items))).metadata["general.datasets"] == "a/b, c/d"


def test_long_strings_are_cut() -> None:
    """A licence text in a value is kept in part only."""
    found = read(gguf(pair("x", 8, text("y" * 100_000)), pair("z", 8, text("w"))))
    assert (len(found.metadata["x"]), found.metadata["z"]) == (MAX_VALUE, "w")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file ends at byte 0"),
        (b"GGUF\x03\0\0\0", "the file ends at byte 8"),
        (b"GGML" + bytes(20), "the file does not begin with GGUF"),
        (gguf(version=1), "GGUF version 1;"),
        (gguf(version=9), "GGUF version 9;"),
        (gguf(count=2**60), "the header claims 1,152,921,504,606,846,976 key-values"),
        (gguf(pair("x", 8, struct.pack("<Q", 2**60))), "the file ends"),
        (gguf(struct.pack("<Q", 2**60)), "a key of 1,152,921,504,606,846,976 bytes"),
        (gguf(pair("x", 9, struct.pack("<IQ", 0, 2**62))), "the file ends"),
        (gguf(pair("x", 9, struct.pack("<IQ", 8, 2**62))), "more than 3,000,000 array items"),
        (gguf(pair("x", 9, struct.pack("<IQ", 9, 2**62))), "more than 3,000,000 array items"),
        (gguf(pair("x", 9, struct.pack("<IQ", 9, 1) * 9)), "arrays more than 4 deep"),
        (gguf(pair("x", 77, b"")), "unknown value type 77"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, problem: str) -> None:
    """A header that lies or breaks off is a problem of that file, never an exception."""
    assert (read(data).problem or "").startswith(problem)


def test_what_stands_before_the_break_is_kept() -> None:
    """A truncated file still says its licence."""
    found = read(gguf(pair("general.license", 8, text("mit")), pair("x", 8, text("y" * 50)))[:-10])
    assert (found.metadata["general.license"], (found.problem or "")[:13]) == ("mit", "the file ends")


def test_a_sparse_giant_is_not_read_whole() -> None:
    """A terabyte of zeros behind a lying count costs a bounded number of bytes."""
    head = gguf(pair("x", 9, struct.pack("<IQ", 8, 2_900_000) + struct.pack("<Q", 2**19)))
    read_bytes = 0

    def sparse(offset: int, length: int) -> bytes:
        nonlocal read_bytes
        read_bytes += length
        piece = head[offset : offset + length]
        return piece + struct.pack("<Q", 2**19) * ((length - len(piece)) // 8 + 1)

    found = read_weight_header("m.gguf", 1 << 50, sparse)
    assert found is not None
    assert found.problem is not None
    assert read_bytes < 70_000_000


@given(st.one_of(st.binary(max_size=120), st.binary(max_size=120).map(lambda tail: gguf(count=3) + tail)))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever the bytes, there is an answer."""
    assert read(data).format == "gguf"


@given(st.dictionaries(st.text("abc.", max_size=6), st.text(max_size=12), max_size=5), st.integers(0, 200))
def test_every_string_is_kept_until_the_file_is_cut(values: dict[str, str], cut: int) -> None:
    """A whole header gives its values; a truncated one gives a problem and nothing that is not there."""
    data = gguf(*(pair(key, 8, text(value)) for key, value in values.items()))
    assert dict(read(data).metadata) == values
    if cut < len(data):
        found = read(data[:cut])
        assert found.problem is not None
        assert found.metadata.items() <= values.items()
