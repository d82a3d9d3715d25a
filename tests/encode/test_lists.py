"""Restriction lists are found in whatever way a text numbers them, and other lists are left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.encode.lists import restriction_lists
from rail.encode.segments import segments

ITEMS = ("for spying on neighbours", "to sell fish by night", "to move a lighthouse")


def found(text: str) -> list[list[str]]:
    """Return the items of every list."""
    return [[text[start:end] for start, end in one.items] for one in restriction_lists(text)]


@pytest.mark.parametrize(
    "marks",
    [("(a)", "(b)", "(c)"), ("1.", "2.", "3."), ("-", "-", "-"), ("i.", "ii.", "iii."), ("1\\.", "2\\.", "3\\.")],
)
def test_every_way_of_numbering(marks: tuple[str, ...]) -> None:
    """Letters, numbers, bullets, and marks that Markdown escapes."""
    lines = [f"{mark} {item};" for mark, item in zip(marks, ITEMS, strict=True)]
    text = "You agree not to use the model:\n\n" + "\n".join(lines) + "\n\nOther matters follow.\n"
    assert found(text) == [lines]


def test_items_in_one_paragraph() -> None:
    """Items that follow each other on a line are items."""
    text = f"You shall not use it: (i) {ITEMS[0]}; (ii) {ITEMS[1]}; or (iii) {ITEMS[2]}."
    assert [len(items) for items in found(f"1. Rule.\n\n{text}\n")] in (
        [3],
        [],
    )  # the opening words share the paragraph


def test_indented_paragraphs_without_marks() -> None:
    """Paragraphs that are set in below the opening words are items."""
    body = "\n\n".join(f"    {item}." for item in ITEMS)
    assert found(f"You may not use it to:\n\n{body}\n\nThe end.\n") == [[f"{item}." for item in ITEMS]]


def test_a_list_below_an_item_of_the_same_style_ends_where_that_list_goes_on() -> None:
    """``(i)`` below ``(b)`` is an item of its own list, and ``(c)`` is not."""
    text = (
        "(b) You agree not to use it:\n\n(i) one thing;\n(ii) another thing;\n(iii) a third;\n\n(c) Something else.\n"
    )
    assert found(text) == [["(i) one thing;", "(ii) another thing;", "(iii) a third;"]]


def test_titles_and_openings_inside_a_list_are_no_items() -> None:
    """A heading over sub-items, and an item that ends in a colon, only hold others."""
    first, second = "1. Legal:\n\n(a) one way;\n(b) two ways;", "2. Harm\n\n(a) a third way;"
    text = f"You agree not to use it in these ways:\n\n{first}\n\n{second}\n"
    assert found(text) == [["(a) one way;", "(b) two ways;", "(a) a third way;"]]


def test_a_list_of_permissions_is_none() -> None:
    """Opening words that allow open no restriction list."""
    assert found("You may use the model:\n\n(a) at sea;\n(b) on land;\n(c) in the air.\n") == []


@given(st.text(alphabet="ab(). \n-1:;\u4e0d\u5f97\uff1a\u3001", max_size=300))
def test_segments_hold_every_character_that_is_no_white_space(text: str) -> None:
    """Nothing of a text falls between two segments, and no two overlap."""
    parts = segments(text)
    assert "".join("".join(text[slice(*part.span)].split()) for part in parts) == "".join(text.split())
    assert all(one.span[1] <= two.span[0] for one, two in pairwise(parts))
