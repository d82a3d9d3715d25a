"""expression-true: an expression of a pack is true of the release, and so something is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.expressions import Expressions
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Ask the expression; whatever is neither true nor false is a skip."""
    rule = context.rule
    expressions = context.expressions or Expressions([rule], context.facts)
    answer = expressions.answer(rule.id)
    if answer.value is None:
        yield Skip(answer.reason)
    elif answer.value:
        card = context.facts.card
        yield Found(Location(card.path, 1) if card else Location("."), str(context.params.get("message", rule.title)))
