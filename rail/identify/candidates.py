"""Which known texts may be in an input, and where: votes of shared five-word windows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rail.identify.windows import anchors, window_hash

if TYPE_CHECKING:
    from rail.identify.index import Index

_SHIFT = 14
_MASK = (1 << _SHIFT) - 1
_SHORT_INPUT = 250
_MAX_POSTINGS = 60_000
_MIN_VOTES = 2
_BEST = 7
_SAME_PLACE = 200


class Candidate(NamedTuple):
    """A known text with the least and the greatest input word at which it may begin (negative when cut off).

    ``share`` is the part of its sampled windows that the input has.
    """

    number: int
    first: int
    last: int
    share: float


def find_candidates(words: list[str], index: Index) -> list[Candidate]:
    """Return the most likely texts, best first."""
    hits = [
        (start, postings)
        for start in anchors(words, short=_SHORT_INPUT)
        if (postings := index.postings(window_hash(words, start))) is not None
    ]
    total = sum(len(postings) for _, postings in hits)
    step = 1 + total // _MAX_POSTINGS
    votes: Counter[int] = Counter()
    for _, postings in hits[::step]:
        votes.update({posting >> _SHIFT for posting in postings})
    counts = index.anchor_counts()
    sampled = max(1, len(hits[::step]))
    by_share = sorted(votes, key=lambda n: (-votes[n] * votes[n] / (counts[n] + sampled), n))[:_BEST]
    by_cover = sorted(votes, key=lambda n: (-votes[n] / (counts[n] + 3), n))[: _BEST // 2]
    chosen = [n for n in dict.fromkeys(by_share + by_cover) if votes[n] >= min(_MIN_VOTES, counts[n])]
    return [_place(number, hits, votes[number] / max(1, counts[number])) for number in chosen]


def _place(number: int, hits: list[tuple[int, memoryview[int]]], share: float) -> Candidate:
    """Return the text with the shifts (input word minus known word) of its densest group of shared windows."""
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
    return Candidate(number, densest[0], densest[-1], share)
