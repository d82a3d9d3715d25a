"""Files that could not be read and that a rule would have needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.facts import Facts, Problem

_LICENSE_NAMES = ("license", "licence", "copying", "notice", "use_policy", "use-policy", "use_restrictions")
_CARD_NAMES = ("readme.md", "model_card", "modelcard", "model-card", "dataset_card", "data_card")


def unread_licenses(facts: Facts) -> Iterator[Skip]:
    """Yield a skip for each file that is named like a licence or notice and could not be read."""
    return _skips(facts, _LICENSE_NAMES)


def unread_cards(facts: Facts) -> Iterator[Skip]:
    """Yield a skip for each file that is named like a card and could not be read."""
    return _skips(facts, _CARD_NAMES)


def unread_front_matter(facts: Facts) -> Iterator[Skip]:
    """Yield a skip for each card whose front matter could not be read, and for each card that could not be."""
    for card in facts.cards:
        if card.has_fence and card.front_matter is None:
            yield Skip(f"{card.path}: its front matter cannot be read (see card-front-matter-invalid)")
    yield from unread_cards(facts)


def _skips(facts: Facts, names: tuple[str, ...]) -> Iterator[Skip]:
    for problem in facts.problems:
        if _base(problem).startswith(names):
            yield Skip(f"{problem.location.path}: {problem.message}")


def _base(problem: Problem) -> str:
    return problem.location.path.rpartition("/")[2].lower()
