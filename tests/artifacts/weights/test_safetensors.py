"""Safetensors headers: the metadata is text, everything else is passed over, and lies are problems."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.artifacts.weights import read_weight_header
from rail.artifacts.weights.interface import MAX_HEADER, MAX_VALUE

if TYPE_CHECKING:
    from rail.model.facts import WeightFile


def read(data: bytes, size: int | None = None) -> WeightFile:
    """Return what a file with these bytes says."""
    found = read_weight_header(
        "model.safetensors", len(data) if size is None else size, lambda offset, length: data[offset : offset + length]
    )
    assert found is not None
    return found


def packed(header: object) -> bytes:
    """Return a file with this header and four bytes of weights."""
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + b"\0\0\0\0"


TENSOR = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}


def test_metadata_is_read_wherever_it_stands() -> None:
    """``__metadata__`` may follow the tensors."""
    found = read(packed({"a": TENSOR, "__metadata__": {"license": "mit", "format": "pt"}}))
    assert (dict(found.metadata), found.problem, found.bytes) == (
        {"license": "mit", "format": "pt"},
        None,
        len(packed({"a": TENSOR, "__metadata__": {"license": "mit", "format": "pt"}})),
    )


def test_no_metadata_is_no_problem() -> None:
    """Many files have none."""
    assert (read(packed({"a": TENSOR})).metadata, read(packed({})).problem) == ({}, None)


def test_long_values_are_cut() -> None:
    """Thumbnails and logs are not kept whole."""
    assert len(read(packed({"__metadata__": {"x": "y" * 10_000}})).metadata["x"]) == MAX_VALUE


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file ends at byte 0"),
        (b"abc", "the file ends at byte 3"),
        (struct.pack("<Q", 2**60) + b"{}", "the header claims 1,152,921,504,606,846,976 bytes"),
        (struct.pack("<Q", 50) + b"{}", "the header claims 50 bytes in a file of 10"),
        (struct.pack("<Q", 3) + b"{} " * 20, None),
        (struct.pack("<Q", 4) + b"nope", "the header is no JSON object"),
        (struct.pack("<Q", 6) + b'{"a":1', "the header is no JSON object"),
        (struct.pack("<Q", 100_006) + b'{"a": ' + b"[" * 100_000, "the header is no JSON object"),
        (packed({"__metadata__": [1]}), "__metadata__ is no JSON object"),
        (packed({"__metadata__": {"a": 1, "license": "mit"}}), "__metadata__ holds values that are no text"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, problem: str | None) -> None:
    """A header that lies or breaks off is a problem of that file, never an exception."""
    assert (read(data).problem or "").startswith(problem or "")
    assert (read(data).problem is None) == (problem is None)


def test_a_repeated_metadata_is_reported() -> None:
    """Readers differ over a key that stands twice, so that it is said."""
    text = b'{"__metadata__": {"license": "mit"}, "__metadata__": {"license": "gpl-3.0"}}'
    found = read(struct.pack("<Q", len(text)) + text)
    assert (found.metadata["license"], found.problem) == ("mit", "__metadata__ stands twice; the first is read")


def test_a_huge_header_is_read_in_part() -> None:
    """Of a header above the cap the beginning is read, no more, and the report says so."""
    asked: list[int] = []
    start = b'{"__metadata__": {"license": "mit"}, "a": "'

    def sparse(offset: int, length: int) -> bytes:
        asked.append(length)
        head = struct.pack("<Q", 90_000_000) + start
        return head[offset : offset + length].ljust(length, b"x")

    found = read_weight_header("model.safetensors", 10**9, sparse)
    assert found is not None
    assert (found.metadata["license"], "only" in (found.problem or ""), max(asked)) == ("mit", True, MAX_HEADER)


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever the bytes, there is an answer."""
    assert read(data).format == "safetensors"
    assert read(struct.pack("<Q", len(data)) + data).format == "safetensors"


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=20), max_size=6), st.integers(0, 300))
def test_every_text_value_is_kept_until_the_file_is_cut(metadata: dict[str, str], cut: int) -> None:
    """A whole header gives its values; a truncated one gives a problem."""
    data = packed({"__metadata__": metadata, "a": TENSOR})
    assert dict(read(data).metadata) == metadata
    if cut < len(data) - 4:
        assert read(data[:cut]).problem is not None


def test_the_numbers_of_all_tensors_are_counted_by_type() -> None:
    """Shapes are multiplied, types kept apart; an entry that is no tensor makes the whole tally unknown."""
    tensors: dict[str, object] = {
        "a": {"dtype": "BF16", "shape": [3, 4], "data_offsets": [0, 24]},
        "b": {"dtype": "BF16", "shape": [], "data_offsets": [24, 26]},
        "c": {"dtype": "F32", "shape": [2], "data_offsets": [26, 34]},
    }
    assert read(packed(tensors)).tensors == {"BF16": 13, "F32": 2}
    for wrong in ({"dtype": 1, "shape": [1]}, {"dtype": "F32", "shape": [-1]}, {"dtype": "F32", "shape": [True]}, []):
        assert read(packed({**tensors, "d": wrong})).tensors == {}
