"""Lists of patterns of a rule, as one pattern."""

from __future__ import annotations

import pytest

from rail.checks.wording import compiled
from rail.errors import DataError


def test_several_patterns_are_one() -> None:
    """Letter case plays no part, and a line has a beginning and an end."""
    found = compiled(("^heron$", "a|b"), "here")
    assert [match[0] for match in found.finditer("x\nHERON\nb")] == ["HERON", "b"]


@pytest.mark.parametrize("patterns", [("fine", "(", "fine too"), ("(",)])
def test_the_pattern_that_is_none_is_named(patterns: tuple[str, ...]) -> None:
    """Of several, the one that does not compile."""
    with pytest.raises(DataError, match=r"^here: \'\(\': no regular expression: "):
        compiled(patterns, "here")
