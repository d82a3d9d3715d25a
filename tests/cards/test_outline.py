"""The outline of a card: what stands under a heading, with its lines, as a reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.outline import is_blank, parts_of, read_outline, seen_length, seen_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.card import Card

BODY = """Above.

# One

First.

## Two

### Three

Third.

Four
----

Fourth.
"""


def test_a_heading_holds_those_below_it(card: Callable[[str], Card]) -> None:
    """A heading reaches to the next one of its level or above, and knows what it stands under."""
    told = {
        heading.section.title: ([one.title for one in heading.above], [one.title for one in heading.below])
        for heading in read_outline(card(BODY).sections)
    }
    assert told == {
        "One": ([], ["Two", "Three", "Four"]),
        "Two": (["One"], ["Three"]),
        "Three": (["One", "Two"], []),
        "Four": (["One"], []),
    }


def test_a_level_may_be_skipped(card: Callable[[str], Card]) -> None:
    """A heading two levels down stands under the one above it all the same."""
    told = [[one.title for one in heading.above] for heading in read_outline(card("# A\n\n### B\n\n## C\n").sections)]
    assert told == [[], ["A"], ["A"]]


@pytest.mark.parametrize("matter", ["", "---\nlicense: mit\n---\n"])
def test_parts_know_their_lines(card: Callable[[str], Card], matter: str) -> None:
    """The first line of each part is the line that it stands on in the file, below an underlined heading too."""
    text = matter + BODY
    lines = text.split("\n")
    for part in parts_of(card(text)):
        assert lines[part.line - 1 : part.line - 1 + part.text.count("\n") + 1] == part.text.split("\n")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a <!-- b\nc --> d", "a \n d"),
        ("a\n```\nTODO\n```\nb", "a\n\n\n\nb"),
        ("~~~~ python\nx\n~~~\n~~~~\nb", "\n\n\n\nb"),
        ("```\nnever closed", "\n"),
        ("<!-- never closed\nb", "\n"),
        ("plain `code` stays", "plain `code` stays"),
        ("```\n``` not a fence's end\n```\nb", "\n\n\nb"),
    ],
)
def test_readers_see_no_comments_and_no_code(text: str, seen: str) -> None:
    """What is left out leaves its lines, so that the numbers of the others stay."""
    assert seen_text(text) == seen


@pytest.mark.parametrize(("text", "blank"), [("", True), ("\n - \n<!-- x -->", True), ("---\n", True), ("a", False)])
def test_marks_are_nothing_to_read(text: str, blank: bool) -> None:  # noqa: FBT001 # a parameter of the case
    """White space, rules, list marks and comments are nothing that a reader sees."""
    assert is_blank(text) is blank


def test_length_counts_white_space_once(card: Callable[[str], Card]) -> None:
    """Headings, comments and runs of blanks do not make a card longer."""
    assert seen_length(card("# A long heading\n\na    b\n<!-- a long comment -->\n\n\n## B\n\nc\n"), 200) == 4
    assert seen_length(card("# A\n\n" + "word " * 100), 200) == 200


@given(st.text(alphabet="a `~#<!->\n", max_size=80))
def test_what_is_seen_has_as_many_lines(text: str) -> None:
    """Whatever the text holds, no line is lost."""
    assert seen_text(text).count("\n") == text.count("\n")
