"""Words that one copy writes apart and another as one (``non- infringement``), in a text that only windows know."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from rail.identify.windows import SIZE, window_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.identify.reference import Reference

_MOST_WORDS = 4
_MOST_LETTERS = 60


def parted_alike(known: tuple[int, int], here: tuple[int, int], words: list[str], reference: Reference) -> bool:
    """Tell whether a difference is one of blanks inside words only: the letters, parted in another way, give the text.

    Args:
        known: the words of the known text, as places.
        here: the words of the input, as places.
        words: all words of the input.
        reference: the known text, as hashes of its windows.
    """
    count = known[1] - known[0]
    written = words[here[0] : here[1]]
    letters = "".join(written)
    if not 0 < count < _MOST_WORDS or not 0 < len(written) <= _MOST_WORDS or count == len(written):
        return False
    if len(letters) > _MOST_LETTERS:
        return False
    before = min(SIZE - 1, here[0], known[0])
    ahead, behind = words[here[0] - before : here[0]], words[here[1] : here[1] + SIZE - 1]
    return any(
        _stands_there([*ahead, *parts, *behind], known[0] - before, before + count, reference)
        for parts in _partings(letters, count)
    )


def _partings(letters: str, count: int) -> Iterator[list[str]]:
    """Yield every way to part letters into so many words."""
    for cuts in combinations(range(1, len(letters)), count - 1):
        borders = (0, *cuts, len(letters))
        yield [letters[low:high] for low, high in pairwise(borders)]


def _stands_there(words: list[str], place: int, count: int, reference: Reference) -> bool:
    """Tell whether these words begin at a place of the known text, by every window of them."""
    windows = range(min(count, len(words) - SIZE + 1))
    units = reference.units
    return bool(windows) and all(
        place + number < len(units) and window_hash(words, number) == units[place + number] for number in windows
    )
