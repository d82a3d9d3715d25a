"""Links and licence badges in Markdown and HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.blocks import read_blocks
from rail.cards.inline import find_badges, find_links, read_line


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("**License:** [MIT](LICENSE)", "License: MIT"),
        ("_CC-BY-4.0_ and `snake_case`", "CC-BY-4.0 and snake_case"),
        ("<b>Licensed</b>&nbsp;under <code>MIT</code>", "Licensed\xa0under MIT"),
        ("![logo](logo.png) text", " text"),
        (
            "[terms](https://creativecommons.org/licenses/by/4.0/)",
            "terms https://creativecommons.org/licenses/by/4.0/ ",
        ),
    ],
)
def test_marks_are_left_out(line: str, words: str) -> None:
    """What people read stays; links to licence stewards keep the address, which names the licence."""
    assert read_line(line) == words


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("See [the license](LICENSE.md 'title').", [("the license", "LICENSE.md", 1)]),
        ("a\n\n[x]: <LICENSE>\n", [("x", "LICENSE", 3)]),
        ('<a href="USE_POLICY.md">policy</a>', [("policy", "USE_POLICY.md", 1)]),
        ("<https://example.org/a>", [("https://example.org/a", "https://example.org/a", 1)]),
        ("[a](x_(y).md) [b](z)", [("a", "x_(y).md", 1), ("b", "z", 1)]),
        ("[![badge](b.svg)](LICENSE)", [("badge", "LICENSE", 1)]),
        ("```\n[a](b)\n```", []),
        ("![image](a.png)", []),
    ],
)
def test_links_are_found(body: str, links: list[tuple[str, str, int]]) -> None:
    """Inline, reference, HTML and automatic links with their lines; images and code hold none."""
    assert [(link.text, link.target, link.line) for link in find_links(read_blocks(body))] == links


@pytest.mark.parametrize(
    ("body", "badges"),
    [
        (
            "[![x](https://img.shields.io/badge/License-CC_BY--NC_4.0-blue.svg)](LICENSE)",
            [("License: CC BY-NC 4.0", "LICENSE", 1)],
        ),
        (
            '<a href="LICENSE-CODE"><img\n  src="https://img.shields.io/badge/Code_License-MIT-green"/></a>',
            [("Code License: MIT", "LICENSE-CODE", 1)],
        ),
        (
            "![l](https://img.shields.io/static/v1?label=License&message=Apache%202.0&color=red)",
            [("License: Apache 2.0", "", 1)],
        ),
        ("![License: MIT](badge.svg)", [("License: MIT", "", 1)]),
        ("![Build](https://img.shields.io/badge/build-passing-green)", []),
    ],
)
def test_badges_are_read(body: str, badges: list[tuple[str, str, int]]) -> None:
    """A badge says label and message; only those about licences are kept."""
    assert [(badge.value, badge.target, badge.line) for badge in find_badges(read_blocks(body))] == badges


@given(st.text(st.sampled_from("[]()!<>a=\"' \n&;_*`\\/:-"), max_size=80))
def test_no_text_raises(body: str) -> None:
    """Whatever the text, links and badges are found or not, on lines of the text."""
    blocks = read_blocks(body)
    found = [*find_links(blocks), *find_badges(blocks)]
    assert all(1 <= thing.line <= body.count("\n") + 1 for thing in found)
