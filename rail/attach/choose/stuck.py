"""When nothing meets every answer: which answers rule one another out, and what giving up one of them would open."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from rail.attach.choose.eligibility import Fit
from rail.attach.choose.wishes import unmet_answers
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.attach.choose.ranking import Choice

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """What would fit if some answers were given up.

    Attributes:
        answers: the answers to change; ``bases: NAME`` or ``data: NAME`` for an upstream.
        licenses: the first of the licences that would then meet all others, best first.
        count: how many there are.
    """

    answers: tuple[str, ...]
    licenses: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """Why nothing fits.

    Attributes:
        unmet: answers that no licence here meets at all.
        exclusive: pairs of answers that no licence meets both, though each is met by some.
        openings: what changing the fewest answers would open.
    """

    unmet: tuple[str, ...]
    exclusive: tuple[tuple[str, str], ...]
    openings: tuple[Opening, ...]


def stuck(choices: Sequence[Choice], data: frozenset[str]) -> Stuck:
    """Return why none of the choices of a part meets every answer.

    Args:
        choices: all of them, best first, impossible ones among them.
        data: names of upstreams that are data.
    """
    failing = {choice.id: _failing(choice, data) for choice in choices}
    answers = sorted({answer for found in failing.values() for answer in found})
    meeting = {answer: {name for name, found in failing.items() if answer not in found} for answer in answers}
    unmet = tuple(answer for answer in answers if not meeting[answer])
    exclusive = tuple(
        (one, other)
        for one, other in combinations([answer for answer in answers if meeting[answer]], 2)
        if not meeting[one] & meeting[other]
    )
    return Stuck(unmet, exclusive, _openings(choices, failing))


def _failing(choice: Choice, data: frozenset[str]) -> frozenset[str]:
    blocked = {
        f"{'data' if name in data else 'bases'}: {name}"
        for one in choice.obstacles
        if one.fit is Fit.IMPOSSIBLE
        for name in one.upstreams
    }
    return frozenset({*unmet_answers(choice.rows), *blocked})


def _openings(choices: Sequence[Choice], failing: dict[str, frozenset[str]]) -> tuple[Opening, ...]:
    """Return the sets of fewest answers, each with the licences that fail by these alone."""
    fewest = min((len(found) for found in failing.values()), default=0)
    sets: dict[tuple[str, ...], list[str]] = {}
    for choice in choices:
        found = failing[choice.id]
        if len(found) == fewest:
            sets.setdefault(tuple(sorted(found)), []).append(choice.id)
    return tuple(Opening(answers, tuple(names[:_SHOWN]), len(names)) for answers, names in sorted(sets.items()))
