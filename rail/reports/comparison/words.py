"""What all formats say of two texts compared as words: headline, and where a passage stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.terms.passages import Passage, WordComparison

HEADS = {"common": "in both", "only-a": "only in A", "only-b": "only in B"}


def words_lines(found: WordComparison) -> tuple[str, str]:
    """Return the headline of two texts compared as words, and what it counts; no share where a text was cut."""
    (one, other), common = found.words, f"{found.common:,}"
    lengths = f"A has {one:,} words, B {other:,}"
    if found.words == found.compared:
        return f"{found.similarity:.1%} of the words are common.", f"{lengths}; {common} stand in both, in order."
    head = f"Only the first {max(found.compared):,} words of each text were compared."
    return head, f"{lengths}; of the words compared, {common} stand in both, in order. The rest was not looked at."


def lines(passage: Passage) -> str:
    """Return where a passage stands."""
    places = [
        f"{name} line {found[0]}" if found[0] == found[1] else f"{name} lines {found[0]}-{found[1]}"
        for name, found in (("A", passage.a), ("B", passage.b))
        if found is not None
    ]
    return ", ".join(places)
