"""Whatever the bytes are, identification answers, soon, and without an exception."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.identify.identify import identify
from rail.model.identification import TextStatus

SECONDS = 20  # of processor time: other work on the machine does not count

CASES = {
    "NUL bytes": b"\0" * 1_000_000,
    "words": b"permission granted license liability software " * 40_000,
    "one long line": b"a " * 400_000,
    "one long word": b"x" * 1_000_000,
    "deep HTML": b"<div>" * 200_000 + b"x",
    "open tags": b"<a " * 300_000,
    "open scripts": b"<script>" * 60_000,
    "labels": b"(a) " * 200_000,
    "decimals": b"1.1.1.1.1." * 60_000,
    "hyphens": b"a-\n" * 200_000,
    "entities": b"&lt;" * 200_000,
    "brackets": b"](" * 300_000,
    "copyright": b"copyright (c) 2020 x\n" * 30_000,
    "references": b"section 1, 2, 3, 4 and 5 (a) " * 20_000,
    "empty lines": b"\n" * 1_000_000,
    "comment leaders": b"  # \n" * 100_000,
    "tags": b"SPDX-License-Identifier: MIT\n" * 5_000,
    "blanks": b"\n" + b" " * 1_000_000 + b"1. x",
    "control characters": b"\x01p\x02\x1f" * 100_000,
    "front matter": b"---\na: b\n" + b"# x\n" * 100_000,
    "surrogates": b"\xff\xfe" + b"\x00\xd8" * 100_000,
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file(name: str) -> None:
    """Time is bounded and something is said."""
    start = time.process_time()
    results = identify(CASES[name])
    assert results
    assert time.process_time() - start < SECONDS


@pytest.mark.slow
def test_random_megabytes() -> None:
    """Five megabytes of noise are no licence."""
    start = time.process_time()
    assert [item.status for item in identify(os.urandom(5_000_000))] == [TextStatus.NONE]
    assert time.process_time() - start < SECONDS


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """No input raises."""
    assert identify(data)


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    """No text raises, whatever its script."""
    assert identify(text.encode("utf-8", "surrogatepass"))


def test_a_program_is_no_license_although_it_names_some() -> None:
    """What is full of zero bytes is a program or an archive: the words inside it attach to nothing."""
    program = (b"\x7fELF\x02\x01\x01" + b"\0" * 60 + b"Licensed under the Apache License, Version 2.0\0") * 40

    assert [found.status.value for found in identify(program)] == ["none"]
