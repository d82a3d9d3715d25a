"""One layout, written plain or with colours."""

from __future__ import annotations

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from rail.reports.page import Page, cells, width_of, write_page

WORDS = st.lists(st.text("abcdefgh日é", min_size=1, max_size=12), min_size=1, max_size=30)


@given(WORDS, st.integers(40, 120), st.integers(0, 12))
def test_no_line_is_wider_than_the_page(words: list[str], width: int, indent: int) -> None:
    """Wrapping keeps to the width, wide characters counted."""
    page = Page(width)
    page.add((" ".join(words), ""), indent=indent)
    assert max(cells(line) for line in page.text().splitlines()) <= width


@given(WORDS, st.integers(40, 120))
def test_wrapping_loses_no_word(words: list[str], width: int) -> None:
    """All words stand in the page, in their order."""
    page = Page(width)
    page.add((" ".join(words), ""), indent=3, hang=6)
    assert page.text().split() == words


def test_spans_that_touch_are_one_word() -> None:
    """A comma is never parted from what stands before it."""
    page = Page(40)
    page.add(("x" * 30 + " " + "y" * 9, "place"), (",", ""), (" z", ""))
    assert page.text().splitlines() == ["x" * 30, "y" * 9 + ", z"]


def test_a_long_word_is_never_cut() -> None:
    """An address can be clicked and copied whole."""
    address = "https://example.org/" + "a" * 100
    page = Page(40)
    page.labelled("see", (address, ""), indent=2, column=10)
    assert address in page.text().splitlines()[0]


def test_colours_change_no_character() -> None:
    """With rich, the same text is written, and markup in it stays text."""
    page = Page(60)
    page.add(("error", "error"), (" [bold red]not markup[/] :smile: 日本", ""))
    page.labelled("why", ("because", ""), indent=2, column=10)
    stream = StringIO()
    write_page(page, stream, colour=True)
    assert stream.getvalue() == page.text()


def test_a_stream_that_is_no_terminal_has_a_fixed_width() -> None:
    """Same input, same bytes: the width of a pipe does not come from the machine."""
    assert width_of(StringIO()) == 80
