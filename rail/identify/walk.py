"""Alignment of two nearly equal sequences, from one difference to the next; gives up where they differ much.

A few edits in a known text are the usual case, and loading an alignment library takes longer than walking past them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Triple = tuple[int, int, int]
_RUN = 20  # units that must be equal behind a difference
_REACH = 48  # how many units a difference may take
_MAX_DIFFERENCES = 24


def walk(known: Sequence[int] | str, here: Sequence[int] | str) -> list[Triple] | None:
    """Return the equal runs (place in ``known``, place in ``here``, size), or ``None`` where there is no simple way."""
    runs: list[Triple] = []
    at_known = at_here = 0
    for _ in range(_MAX_DIFFERENCES):
        size = common_prefix(known[at_known:], here[at_here:])
        if size:
            runs.append((at_known, at_here, size))
        at_known, at_here = at_known + size, at_here + size
        if at_known == len(known) or at_here == len(here):
            return runs
        skip = _resume(known[at_known:], here[at_here:])
        if skip is None:
            return None
        inside = _small(known[at_known : at_known + skip[0]], here[at_here : at_here + skip[1]])
        runs += [(at_known + one, at_here + two, size) for one, two, size in inside]
        at_known, at_here = at_known + skip[0], at_here + skip[1]
    return None


def common_prefix(one: Sequence[int] | str, two: Sequence[int] | str) -> int:
    """Return how many units both begin with."""
    low, high = 0, min(len(one), len(two))
    if one[:high] == two[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _resume(known: Sequence[int] | str, here: Sequence[int] | str) -> tuple[int, int] | None:
    """Return the nearest pair of places from which both go on alike, or both ends when they are near."""
    if len(known) <= _REACH and len(here) <= _REACH:
        return len(known), len(here)
    starts = {tuple(here[place : place + _RUN]): place for place in range(min(_REACH, len(here) - _RUN), -1, -1)}
    found = [
        (skipped, starts[run])
        for skipped in range(min(_REACH, len(known) - _RUN) + 1)
        if (run := tuple(known[skipped : skipped + _RUN])) in starts
    ]
    return min(found, key=lambda pair: (pair[0] + pair[1], pair), default=None)


def _small(known: Sequence[int] | str, here: Sequence[int] | str) -> list[Triple]:
    """Return the longest common subsequence of two short sequences as runs."""
    rows, columns = len(known), len(here)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            best[row][column] = (
                best[row + 1][column + 1] + 1
                if known[row] == here[column]
                else max(best[row + 1][column], best[row][column + 1])
            )
    runs: list[Triple] = []
    row = column = 0
    while row < rows and column < columns:
        if known[row] == here[column]:
            if runs and runs[-1][0] + runs[-1][2] == row and runs[-1][1] + runs[-1][2] == column:
                runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
            else:
                runs.append((row, column, 1))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return runs
