"""The headline of two texts compared as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.terms.passages import WordComparison


def words_lines(found: WordComparison) -> tuple[str, str]:
    """Return the headline of two texts compared as words, and what it counts; no share where a text was cut."""
    (one, other), common = found.words, f"{found.common:,}"
    lengths = f"A has {one:,} words, B {other:,}"
    if found.words == found.compared:
        return f"{found.similarity:.1%} of the words are common.", f"{lengths}; {common} stand in both, in order."
    head = f"Only the first {max(found.compared):,} words of each text were compared."
    return head, f"{lengths}; of the words compared, {common} stand in both, in order. The rest was not looked at."
