"""Alignment: equal passages are equal, in order, and a simple edit is found as it was made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rail.identify.align import equal_blocks
from rail.identify.walk import walk
from rail.identify.windows import SIZE, all_windows

LETTERS = st.text(alphabet="abcdefgh", max_size=120)


@given(LETTERS, LETTERS)
def test_blocks_are_equal_and_ordered(known: str, here: str) -> None:
    """Every block stands in both, behind the one before it."""
    last_known = last_here = 0
    for block in equal_blocks(known, here, 1):
        assert known[block.known : block.known + block.size] == here[block.here : block.here + block.size]
        assert block.known >= last_known
        assert block.here >= last_here
        last_known, last_here = block.known + block.size, block.here + block.size


@given(st.permutations([f"word{number}" for number in range(60)]), st.integers(0, 59))
def test_windows_and_words_find_one_edit_alike(words: list[str], place: int) -> None:
    """A foreign word is found by windows of five words as by single words."""
    changed = [*words[:place], "!", *words[place + 1 :]]
    codes = {word: chr(number + 100) for number, word in enumerate(words)} | {"!": "!"}
    by_word = equal_blocks("".join(codes[word] for word in words), "".join(codes[word] for word in changed), 1)
    by_window = equal_blocks(all_windows(words), all_windows(changed), SIZE)
    assert by_word == [block for block in by_word if block.size] != []
    if SIZE <= place < len(words) - SIZE:  # a run of fewer words than a window is seen by words only
        assert by_window == by_word


def test_the_walk_gives_up() -> None:
    """Two texts that have nothing in common are left to the library."""
    assert walk("a" * 500, "b" * 500) is None
