"""card-front-matter-invalid: the card's YAML block cannot be read, so that nobody sees what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.unread import unread_cards
from rail.model.finding import Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Card, YamlProblem

_SHOWN = 5
# Legal YAML that we do not follow on purpose (aliases can explode): not a fault of the card.
_OURS = frozenset({"alias", "too-deep", "too-large"})
_ELSEWHERE = "duplicate-key"
_LOOSE = "loose-fence"


def find(context: Context) -> Iterator[Found | Skip]:
    """Report what the YAML reader met."""
    for card in context.facts.cards:
        problems = [problem for problem in card.problems if problem.kind != _ELSEWHERE]
        for problem in problems:
            if problem.kind in _OURS:
                yield Skip(f"{card.path}: {problem.message}")
        for problem in [problem for problem in problems if problem.kind not in _OURS][:_SHOWN]:
            severity = Severity.WARNING if problem.kind == _LOOSE else None
            yield Found(Location(card.path, problem.line), _message(card, problem), severity=severity)
    yield from unread_cards(context.facts)


def _message(card: Card, problem: YamlProblem) -> str:
    what = "is not read by everyone" if card.front_matter is not None else "cannot be read"
    return f"the front matter {what}: {problem.message.strip().rstrip('.')}"
