"""Text of others cannot drive a terminal or break a line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.reports.visible import encodable, visible

ACTING = {"Cc", "Zl", "Zp", "Cs"}


@given(st.text(st.characters(codec=None), max_size=60))
def test_visible_leaves_nothing_a_terminal_acts_on(text: str) -> None:
    """No control character, line separator or surrogate survives."""
    assert not {unicodedata.category(char) for char in visible(text)} & ACTING


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("two\nlines", "two\\nlines"),
        ("\u202ereversed", "\\u202ereversed"),
        ("byte \udcff", "byte \\xff"),
        ("c1 \x9b31m", "c1 \\x9b31m"),
        ("tag \U000e0041", "tag \\ue0041"),
        ("日本語 é [bold]", "日本語 é [bold]"),
        ("می\u200cشود", "می\u200cشود"),
    ],
)
def test_visible_escapes_and_keeps(text: str, expected: str) -> None:
    """What acts is escaped, what people write is kept, the joiners of Persian included."""
    assert visible(text) == expected


@given(st.text(st.characters(codec=None), max_size=60))
def test_encodable_text_can_be_encoded(text: str) -> None:
    """Names that are no UTF-8 can be written as UTF-8, and nothing else is touched."""
    assert encodable(text).encode("utf-8").decode("utf-8") == encodable(text)
    assert encodable("plain \x1b") == "plain \x1b"
