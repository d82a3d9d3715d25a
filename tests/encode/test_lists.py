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


@pytest.mark.parametrize(
    "opening",
    [
        "You may not use the model",
        "You must not use the model",
        "Users shall not use, or allow others to use, the model",
        "You agree not to use the model",
        "Use of the model is prohibited",
        "You may not use the model:",
        "3. Use. The model is good. You may not use the model for any of the following.",
    ],
)
@pytest.mark.parametrize("marks", [("(a)", "(b)", "(c)"), ("(i)", "(ii)", "(iii)"), ("(1)", "(2)", "(3)")])
@pytest.mark.parametrize("parting", [" ", "\n", "\n\n"])
def test_a_ban_of_use_goes_on_in_items(opening: str, marks: tuple[str, ...], parting: str) -> None:
    """With and without a colon, the items in one paragraph or below it."""
    items = [f"{mark} {item};" for mark, item in zip(marks, ITEMS, strict=True)]
    text = f"1. Rule.\n\n{opening}{parting}{parting.join(items)}\n\nOther matters follow.\n"
    assert found(text) == [items]


@pytest.mark.parametrize(
    "text",
    [
        "You may use the model (a) to paint; (b) to sell; (c) to sing.\n",
        "You may not remove notices. You may (a) copy; (b) sell; (c) sing.\n",
        "The model may not be used except (a) to paint; (b) to sell; (c) to sing.\n",
        "This does not cover (a) names; (b) marks; (c) patents.\n",
    ],
)
def test_other_sentences_with_items_are_no_restriction_list(text: str) -> None:
    """A permission, an exception and what a grant leaves out."""
    assert found(text) == []


def test_a_list_without_colon_ends_with_its_marks() -> None:
    """The next section is no item, whatever its mark."""
    text = (
        f"You may not use it\n(a) {ITEMS[0]};\n(b) {ITEMS[1]};\n(c) {ITEMS[2]}.\n\n4. Names.\n(a) Ours;\n(b) yours.\n"
    )
    assert [len(items) for items in found(text)] == [3]


def test_a_reference_is_no_item() -> None:
    """A section (a) that a sentence names does not cut it."""
    text = "You may not use it against section (a) or (b) of the act.\n"
    assert next(text[slice(*part.span)] for part in segments(text)).endswith("section (a) or")


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
