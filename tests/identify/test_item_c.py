"""A list item labelled (c) keeps its words; a line that names holder and year does not."""

from __future__ import annotations

import pytest

from rail.identify.fingerprint import words_sha256

LIST = "Nobody uses it:\n(a) to dig holes;\n(c) to paint other people's fences blue;\n(d) to sing at night.\n"


def test_a_changed_item_c_changes_the_words() -> None:
    """An edit behind the label (c) is seen."""
    assert words_sha256(LIST) != words_sha256(LIST.replace("blue", "red"))


@pytest.mark.parametrize(
    "line", ["(c) 2021 Example Org", "(C) Example Org 2021", "(c) Copyright Example Org", "© 2021 X"]
)
def test_a_line_of_holder_and_year_is_no_word(line: str) -> None:
    """Another holder or year is the same text."""
    assert words_sha256(f"{line}\n\n{LIST}") == words_sha256(LIST)
