"""card-front-matter-invalid: the card's YAML block cannot be read, so that nobody sees what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.unread import unread_cards
from rail.model.facts import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import YamlProblem

_SHOWN = 5
# Legal YAML that we do not follow on purpose (aliases can explode): not a fault of the card.
_OURS = frozenset({"alias", "too-deep", "too-large"})
_ELSEWHERE = "duplicate-key"


def find(context: Context) -> Iterator[Found | Skip]:
    """Report what the YAML reader met."""
    for card in context.facts.cards:
        problems = [problem for problem in card.problems if problem.kind != _ELSEWHERE]
        for problem in problems:
            if problem.kind in _OURS:
                yield Skip(f"{card.path}: {problem.message}")
        for problem in [problem for problem in problems if problem.kind not in _OURS][:_SHOWN]:
            yield Found(Location(card.path, problem.line), _message(problem))
    yield from unread_cards(context.facts)


def _message(problem: YamlProblem) -> str:
    return f"the front matter cannot be read: {problem.message.strip().rstrip('.')}"
