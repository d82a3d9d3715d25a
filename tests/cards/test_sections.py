"""Headings of every kind are found with their lines; what looks like one in code is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.blocks import parsed_part, read_blocks
from rail.cards.lines import split_lines
from rail.cards.sections import read_sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.card import Card


def titles(body: str) -> list[tuple[str, int, int]]:
    """Return title, level and line of every section."""
    return [(found.title, found.level, found.line) for found in read_sections(body, read_blocks(body))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# One\n\n## Two ##\n", [("One", 1, 1), ("Two", 2, 3)]),
        ("One\n===\n\nTwo\n---\n", [("One", 1, 1), ("Two", 2, 4)]),
        ('<h1 align="center">\n  One\n</h1>\n\n<H2>Two</H2>\n', [("One", 1, 2), ("Two", 2, 5)]),
        ("# [One](https://example.org) `two` **three**\n", [("One two three", 1, 1)]),
        ("> # Quoted\n", [("Quoted", 1, 1)]),
        ("- # In a list\n", [("In a list", 1, 1)]),
        ("text\r\n\r\n# One\r\n", [("One", 1, 3)]),
    ],
)
def test_headings_are_found(body: str, expected: list[tuple[str, int, int]]) -> None:
    """ATX, setext and HTML headings, wherever they may stand."""
    assert titles(body) == expected


@pytest.mark.parametrize(
    "body",
    ["```\n# no\n```\n", "~~~yaml\n# no\n", "    # no\n", "<!--\n# no\n<h1>no</h1>\n-->\n", "#no\n", "####### no\n"],
)
def test_what_looks_like_a_heading_is_none(body: str) -> None:
    """Fences, indented code, comments and near misses hold no headings."""
    assert titles(body) == []


def test_a_section_ends_before_the_next_heading() -> None:
    """Every line between two headings belongs to the first, whatever its level."""
    body = "# One\na\n## Two\nb\n\n# Three"
    found = read_sections(body, read_blocks(body))
    assert [(section.line, section.end_line, section.body) for section in found] == [
        (1, 2, "a"),
        (3, 5, "b\n"),
        (6, 6, ""),
    ]


def test_lines_are_those_of_the_file(card: Callable[[str], Card]) -> None:
    """The front matter counts."""
    assert [section.line for section in card("---\na: b\n---\n\n# One\n## Two\n").sections] == [5, 6]


def test_code_that_spreads_over_the_cap_is_cut() -> None:
    """Only the beginning of a huge body is parsed."""
    assert parsed_part("# a\n" * 30_000).count("\n") < 20_001


markdown = st.lists(
    st.sampled_from(
        ["# a", "## b", "a", "===", "---", "```", "> ", "- ", "<h1>x</h1>", "<!--", "-->", "\n", "\r\n", " ", "\t"]
    ),
    max_size=25,
).map("".join)


@given(st.one_of(markdown, st.text(max_size=60)))
def test_sections_lie_in_the_body_in_order(body: str) -> None:
    """Lines rise, ranges do not leave the body, and the heading's words stand on the heading's line."""
    lines = split_lines(body)
    found = read_sections(body, read_blocks(body))
    assert [section.line for section in found] == sorted(section.line for section in found)
    for section in found:
        assert 1 <= section.line <= section.end_line <= len(lines)
