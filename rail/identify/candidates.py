"""Which known texts may be in an input, and where: votes of shared five-word windows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rail.identify.windows import anchors, window_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.identify.index import Index

_SHIFT = 14
_MASK = (1 << _SHIFT) - 1
_SHORT_INPUT = 250
_LONG_INPUT = 1500  # from here on, every second window is enough
_MAX_POSTINGS = 60_000
_MIN_VOTES = 2
_BEST = 10
_FEWER = 12
_SAME_PLACE = 200


class Candidate(NamedTuple):
    """A known text with the least and the greatest input word at which it may begin (negative when cut off).

    ``share`` is the part of its sampled windows that the input has, ``missing`` the number of those that it lacks
    (windows of free passages are not sampled); 0 where that was not counted.
    """

    number: int
    first: int
    last: int
    share: float
    missing: int


def find_candidates(words: list[str], index: Index) -> Iterator[Candidate]:
    """Yield the most likely texts, best first."""
    odd = len(words) > _LONG_INPUT
    sampled_here = ((start, window_hash(words, start)) for start in anchors(words, short=_SHORT_INPUT))
    hits = [
        (start, postings)
        for start, window in sampled_here
        if (window & 1 or not odd) and (postings := index.postings(window)) is not None
    ]
    total = sum(len(postings) for _, postings in hits)
    step = 1 + total // _MAX_POSTINGS
    votes: Counter[int] = Counter()
    for _, postings in hits[::step]:
        votes.update({posting >> _SHIFT for posting in postings})
    counts = index.anchor_counts(odd=odd)
    few = max(votes.values(), default=0) // _FEWER
    many = [number for number, found in votes.items() if found > few]
    covered = [number for number, found in votes.items() if found * 2 >= counts[number]]
    by_share = sorted(many, key=lambda n: (-votes[n] * votes[n] / max(1, counts[n]), n))[:_BEST]
    by_cover = sorted(covered, key=lambda n: (-votes[n] / (counts[n] + 3), n))[: _BEST // 2]
    chosen = [n for n in dict.fromkeys(by_share + by_cover) if votes[n] >= min(_MIN_VOTES, counts[n])]
    for number in chosen:
        first, last = _place(number, hits)
        missing = max(0, counts[number] - votes[number]) if step == 1 else 0
        yield Candidate(number, first, last, votes[number] / max(1, counts[number]), missing)


def _place(number: int, hits: list[tuple[int, memoryview[int]]]) -> tuple[int, int]:
    """Return the least and greatest shift (input word minus known word) in the densest group of shared windows."""
    from bisect import bisect_left

    shifts = []
    for start, postings in hits:
        place = bisect_left(postings, number << _SHIFT)
        if place < len(postings) and postings[place] >> _SHIFT == number:
            shifts.append(start - (postings[place] & _MASK))
    shifts.sort()
    groups: list[list[int]] = [[]]
    for shift in shifts:
        if groups[-1] and shift - groups[-1][-1] > _SAME_PLACE:
            groups.append([])
        groups[-1].append(shift)
    densest = max(groups, key=len)
    return densest[0], densest[-1]
