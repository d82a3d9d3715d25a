"""Pointers stand for large files; pickles are known by name; what is no weight file is none."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.artifacts.weights import read_weight_header
from rail.artifacts.weights.lfs import Pointer, read_pointer

OID = "sha256:" + "0a" * 32
POINTER = f"version https://git-lfs.github.com/spec/v1\noid {OID}\nsize 12345678901\n".encode()


@pytest.mark.parametrize("data", [POINTER, POINTER.replace(b"\n", b"\r\n"), POINTER.rstrip()])
def test_a_pointer_is_read(data: bytes) -> None:
    """LF, CR LF, and without the last line end."""
    assert read_pointer(data) == Pointer(OID, 12_345_678_901)


def test_extensions_are_passed_over() -> None:
    """Lines of pointer extensions may stand between version and oid."""
    line = b"ext-0-foo sha256:" + b"1" * 64 + b"\n"
    assert read_pointer(POINTER.replace(b"oid", line + b"oid")) == Pointer(OID, 12_345_678_901)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        POINTER[:60],
        POINTER.replace(b"sha256", b"md5"),
        POINTER.replace(b"size 1", b"size -1"),
        POINTER + b"x" * 1024,
        b" " + POINTER,
        POINTER.replace(b"spec/v1", b"spec/v9"),
    ],
)
def test_what_is_no_pointer_is_none(data: bytes) -> None:
    """Near misses are ordinary files."""
    assert read_pointer(data) is None


@pytest.mark.parametrize("name", ["model.safetensors", "model.gguf", "pytorch_model.bin"])
def test_a_pointer_for_weights_has_their_size(name: str) -> None:
    """The file counts with the size of what it stands for, and is not read as weights."""
    found = read_weight_header(name, len(POINTER), lambda offset, length: POINTER[offset : offset + length])
    assert found is not None
    assert (found.lfs, found.bytes, found.problem, found.metadata["oid"]) == (True, 12_345_678_901, None, OID)


class Trap:
    """Fails the test when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Say that unpickling calls ``fail``."""
        return pytest.fail, ("a pickle was loaded",)


def test_a_pickle_is_never_loaded() -> None:
    """A large pickle is not even read; a small one is looked at for being a pointer, no more."""
    trap = pickle.dumps(Trap())

    def refuse(offset: int, length: int) -> bytes:
        raise AssertionError((offset, length))

    found = [
        read_weight_header("pytorch_model.bin", 10_000, refuse),
        read_weight_header("x.pkl", len(trap), lambda offset, length: trap[offset : offset + length]),
    ]
    assert [(one.format, dict(one.metadata), one.problem) for one in found if one] == [("pickle", {}, None)] * 2


@pytest.mark.parametrize("name", ["README.md", "model.tflite", "gguf", "a.safetensors.index.json"])
def test_other_files_are_none(name: str) -> None:
    """Only formats whose header is known are answered."""
    assert read_weight_header(name, 10, lambda _offset, length: b"x" * length) is None


@given(st.binary(max_size=1100))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever the bytes, there is an answer."""
    pointer = read_pointer(b"version https://git-lfs.github.com/spec/v1\n" + data)
    assert pointer is None or pointer.size >= 0
