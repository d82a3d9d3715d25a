"""Front matter is found where huggingface_hub finds it; what it would not find is read, and reported."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.front_matter import split_front_matter
from rail.cards.lines import LineIndex

HUB = re.compile(r"^(\s*---(?:\r\n|\r|\n))([\S\s]*?)((?:\r\n|\r|\n)---[ \t]*(\r\n|\n|$))")  # huggingface_hub 2.4


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_block_and_body_are_split(ending: str) -> None:
    """The block lies between the fences, the body begins on the line below."""
    found = split_front_matter(ending.join(["---", "license: mit", "---", "# Title"]))
    assert (found.block, found.block_line, found.body, found.body_line) == ("license: mit", 2, "# Title", 4)
    assert (found.has_fence, found.problems) == (True, ())


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("\n\n---\na: b\n---\n", "loose-fence", 3),
        ("--- \na: b\n---\n", "fence", 1),
        ("---\na: b\n...\n# T", "fence", 3),
        ("---\r\r\na: b\r\r\n---\r\r\n# T", "fence", 1),
        ("---\n---\n# T", "fence", 2),
        ("---\na: b\n", "no-closing-fence", 1),
        ("---\na: b\n ---\n# T", "no-closing-fence", 1),
    ],
)
def test_a_deviation_is_reported(text: str, kind: str, line: int) -> None:
    """Each deviation has a kind and a line, and the card counts as one with a fence."""
    found = split_front_matter(text)
    assert [(problem.kind, problem.line) for problem in found.problems] == [(kind, line)]
    assert found.has_fence


def test_a_near_fence_is_named() -> None:
    """Where a line looks like a closing fence, the message says which."""
    assert "line 3 looks like one" in split_front_matter("---\na: b\n----\n# T").problems[0].message


@pytest.mark.parametrize("text", ["--- \na: b\n---\n", "---\na: b\n...\n", "---\r\r\na: b\r\r\n---\r\r\n"])
def test_what_is_plainly_meant_is_read(text: str) -> None:
    """A fence that the Hub's library does not take still gives its block."""
    assert split_front_matter(text).block == "a: b\n"


@pytest.mark.parametrize(
    "text", ["# Title\n---\n", "", "----\na: b\n----\n", "---\n# Title\n\nWords\n", "text\n---\na: b\n---"]
)
def test_a_rule_across_the_page_is_no_fence(text: str) -> None:
    """A text that only begins or continues with a thematic break has no front matter."""
    found = split_front_matter(text)
    assert (found.has_fence, found.block, found.body, found.body_line) == (False, None, text, 1)


pieces = st.lists(st.sampled_from(["---", "...", "\n", "\r\n", "\r", " ", "a: b", "# T", "\t"]), max_size=14).map(
    "".join
)


@given(st.one_of(pieces, st.text(max_size=40)))
def test_the_hub_s_rule_is_kept(text: str) -> None:
    """Wherever huggingface_hub finds a block, the same block is found here."""
    found = split_front_matter(text)
    hub = HUB.search(text)
    if hub:
        assert (found.block, found.body) == (hub[2].replace("\r\r\n", "\n"), text[hub.end() :])


@given(st.one_of(pieces, st.text(max_size=40)))
def test_the_body_begins_on_its_line(text: str) -> None:
    """The body is the end of the text, and its line is where that end begins."""
    found = split_front_matter(text)
    assert text.endswith(found.body)
    assert found.body_line == LineIndex(text).line_at(len(text) - len(found.body))
