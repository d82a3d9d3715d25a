"""Patterns that a rule's parameters or a list of ``policy/patterns`` state, compiled once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rail.errors import DataError

if TYPE_CHECKING:
    from rail.checks.context import Context


def pattern(context: Context, name: str) -> re.Pattern[str] | None:
    """Return a parameter that is a list of patterns, as one pattern; ``None`` for an empty list.

    Raises:
        DataError: the parameter is no list of patterns.
    """
    words = context.strings(name)
    return compiled(words, f"{context.rule.id}: params.{name}") if words else None


@lru_cache(maxsize=256)
def compiled(patterns: tuple[str, ...], where: str) -> re.Pattern[str]:
    """Return one pattern that matches whatever one of these does; case plays no part.

    Raises:
        DataError: one of them is no regular expression.
    """
    for item in patterns:
        try:
            re.compile(item)
        except re.error as error:
            message = f"{where}: {item!r}: no regular expression: {error}"
            raise DataError(message) from error
    return re.compile("|".join(f"(?:{item})" for item in patterns), re.IGNORECASE | re.MULTILINE)
