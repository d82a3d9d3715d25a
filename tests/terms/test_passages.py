"""Two texts compared as words: what they share, what only one has, and where it stands."""

from __future__ import annotations

import pytest

from rail.terms.passages import MOST_WORDS, SHOWN_WORDS, Passage, compare_words


def numbered(first: int, last: int) -> list[str]:
    """Return words that occur once each."""
    return [f"word{number}" for number in range(first, last)]


def lines(*rows: str) -> str:
    """Return rows as a text."""
    return "\n".join(rows) + "\n"


def test_a_text_is_all_in_common_with_itself() -> None:
    """Letter case and line breaks are form."""
    found = compare_words(lines("One two three", "four FIVE six"), "one two three four five six")
    assert (found.words, found.compared, found.common, found.cut) == ((6, 6), (6, 6), 6, False)
    assert found.passages == (Passage("common", 6, "one two three four five six", (1, 2), (1, 1)),)
    assert found.similarity == 1.0


def test_passages_stand_in_the_order_of_the_texts() -> None:
    """What only one text has stands between what both have, with its lines there."""
    ours = lines("a b c d", "only ours here", "e f g h", "our end")
    theirs = lines("a b c d", "e f", "g h", "", "their end")
    found = compare_words(ours, theirs)
    assert found.passages == (
        Passage("common", 4, "a b c d", (1, 1), (1, 1)),
        Passage("only-a", 3, "only ours here", (2, 2), None),
        Passage("common", 4, "e f g h", (3, 3), (2, 3)),
        Passage("only-a", 2, "our end", (4, 4), None),
        Passage("only-b", 2, "their end", None, (5, 5)),
    )
    assert (found.words, found.common) == ((13, 10), 8)
    assert found.similarity == round(16 / 23, 4)


@pytest.mark.parametrize(("run", "common"), [(3, 0), (4, 4), (5, 5)])
def test_fewer_than_four_equal_words_in_a_row_are_chance(run: int, common: int) -> None:
    """A short run of equal words is shown as different on both sides."""
    shared = " ".join(numbered(0, run))
    found = compare_words(f"x {shared} y", f"p {shared} q")
    assert found.common == common
    assert [passage.kind for passage in found.passages].count("common") == (1 if common else 0)


@pytest.mark.parametrize("more", [0, 1])
def test_a_long_passage_is_shown_by_its_first_words(more: int) -> None:
    """Sixty words are shown, and dots where there are more; the number is of all."""
    words = numbered(0, SHOWN_WORDS + more)
    passage = compare_words(" ".join(words), "nothing of it").passages[0]
    assert passage.size == SHOWN_WORDS + more
    assert passage.words == " ".join(words[:SHOWN_WORDS]) + (" \u2026" if more else "")


def test_only_so_many_words_are_compared() -> None:
    """What lies behind is counted as words, neither compared nor listed, and said to be cut."""
    words = numbered(0, MOST_WORDS + 2)
    found = compare_words(" ".join(words), " ".join(words[:-2]))
    assert (found.words, found.compared) == ((MOST_WORDS + 2, MOST_WORDS), (MOST_WORDS, MOST_WORDS))
    assert (found.common, len(found.passages), found.cut) == (MOST_WORDS, 1, True)
    assert compare_words("a b c d", " ".join(words[:-2])).cut is False


def test_only_so_many_passages_are_listed() -> None:
    """Two hundred passages are whole, one more is cut."""
    shared = [" ".join(numbered(4 * number, 4 * number + 4)) for number in range(101)]
    more = compare_words(" x ".join(shared), " ".join(shared))
    assert (len(more.passages), more.cut) == (200, True)
    fewer = compare_words(" x ".join(shared[:-1]) + " x", " ".join(shared[:-1]))
    assert (len(fewer.passages), fewer.cut) == (200, False)


def test_texts_without_words_have_nothing_in_common() -> None:
    """Nothing against nothing is no likeness."""
    found = compare_words("", "\n")
    assert (found.words, found.passages, found.cut, found.similarity) == ((0, 0), (), False, 0.0)
