"""Bytes become text whatever they are, and what was wrong with them is reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.encoding import MAX_BYTES, decode_card

TEXT = "---\nauthor: René\n---\n# Übung 日本\n"


def test_utf8_is_no_problem() -> None:
    """UTF-8 gives its text and nothing else."""
    assert decode_card(TEXT.encode()) == (TEXT, ())


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"\xef\xbb\xbf" + TEXT.encode(), ["bom"]),
        (TEXT.encode("utf-16"), ["encoding"]),
        (TEXT.encode("utf-16-le"), ["encoding"]),
        (TEXT.encode("utf-16-be"), ["encoding"]),
        (TEXT.encode("utf-32"), ["encoding"]),
    ],
)
def test_other_unicode_forms_are_read(data: bytes, kinds: list[str]) -> None:
    """The text is the same, and the form is reported."""
    text, problems = decode_card(data)
    assert (text, [problem.kind for problem in problems]) == (TEXT, kinds)


def test_latin1_is_read_and_its_line_named() -> None:
    """A byte that is no UTF-8 is reported on its line; a file full of them is read as Latin-1."""
    text, problems = decode_card("---\nauthor: René\n---\n".encode("latin-1"))
    assert (text, problems[0].kind, problems[0].line) == ("---\nauthor: René\n---\n", "encoding", 2)


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    """In UTF-8 with one broken byte the other letters stay right."""
    text, problems = decode_card("é日本 ".encode() + b"\xff")
    assert (text, problems[0].kind) == ("é日本 \ufffd", "encoding")


def test_nul_is_reported_with_its_line() -> None:
    """NUL characters are replaced and reported."""
    text, problems = decode_card(b"a\nb\0c\0")
    assert (text, problems[0].kind, problems[0].line) == ("a\nb\ufffdc\ufffd", "encoding", 2)


def test_a_cut_does_not_break_a_letter() -> None:
    """The cap may fall inside a letter; that is no encoding problem."""
    text, problems = decode_card("é".encode() * MAX_BYTES)
    assert ([problem.kind for problem in problems], "\ufffd" in text) == (["too-large"], False)


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever the bytes, there is a text without NUL."""
    text, problems = decode_card(data)
    assert "\0" not in text
    assert all(1 <= problem.line <= 201 for problem in problems)
