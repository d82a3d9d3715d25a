"""A broken front matter is mended where there is one way to, and left alone where there is more than one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.front_matter import split_front_matter
from rail.cards.yaml import read_yaml
from rail.edits.document import Document, EditError
from rail.edits.mend import mended


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("--- \na: b\n---\n# T\n", "---\na: b\n---\n# T\n"),
        ("---\na: b\n...\n# T\n", "---\na: b\n---\n# T\n"),
        ("---\na: b\n----\n# T\n", "---\na: b\n---\n# T\n"),
        ("---\na: b\n \u2014\n# T\n", "---\na: b\n---\n# T\n"),
        ("---\r\r\na: b\r\r\n---\r\r\n# T\r\r\n", "---\r\na: b\r\n---\r\n# T\r\n"),
        ("\ufeff---\na: b # c\n---\n", "---\na: b # c\n---\n"),
        ("---\na: b: c\nd: @e\n---\n", '---\na: "b: c"\nd: "@e"\n---\n'),
        ("---\na: b\n---\n# T\n", "---\na: b\n---\n# T\n"),
    ],
)
def test_there_is_one_way_to_read_it(text: str, after: str) -> None:
    """Fences, line ends, a mark before the fence, values that need quotes."""
    assert mended(Document.of(text.encode())).text == after


@pytest.mark.parametrize(
    "text",
    [
        "---\nlicense: [mit\n---\n",
        "---\na: b\n\n# T\n",
        "---\n- a\n---\n",
        "---\na: {{ x }}\n---\n",
        "---\na: *b\n---\n",
        "---\na: b: c # d: e\n---\n",
        "---\na:\n\tb: c\n---\n",
    ],
)
def test_what_can_be_read_in_more_ways_is_left_to_a_person(text: str) -> None:
    """Brackets that never close, no end, a list, a placeholder, an alias, a comment or a text, a tab."""
    with pytest.raises(EditError, match="by hand"):
        mended(Document.of(text.encode()))


@given(text=st.text(st.sampled_from("ab:-# @\n\r\t.[{'\"\ufeff"), max_size=40))
def test_what_is_mended_is_readable_and_stays_so(text: str) -> None:
    """Whatever the text: it is refused, or readable and the same when it is mended again."""
    try:
        once = mended(Document.of(f"---\n{text}\n---\n".encode()))
    except EditError:
        return
    split = split_front_matter(once.text)
    assert mended(once).text == once.text
    _, problems = read_yaml(split.block or "")
    assert {problem.kind for problem in problems} <= {"duplicate-key"}
