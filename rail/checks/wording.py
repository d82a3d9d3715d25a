"""Patterns that a rule's parameters or a list of ``policy/patterns`` state: compiled and tried where a cue stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rail.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.checks.context import Context
    from rail.knowledge.store import Knowledge


class Words:
    """Regular expressions of which any may match; case plays no part."""

    def __init__(self, patterns: Iterable[str], where: str, knowledge: Knowledge) -> None:
        """Take the expressions; each is compiled when a text first holds one of its cues.

        Args:
            patterns: the expressions.
            where: where they stand, for messages.
            knowledge: holds the cues of those that come along; others are always tried.
        """
        self._where = where
        self._rows = tuple((knowledge.cues(item), item) for item in patterns)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def search(self, text: str) -> re.Match[str] | None:
        """Return a match of the first expression that has one, or ``None``."""
        for expression in self._tried_on(text):
            found = expression.search(text)
            if found is not None:
                return found
        return None

    def may_match(self, text: str) -> bool:
        """Tell whether an expression may match in a text or in a part of it: all have been ruled out where not."""
        low = _lower(text)
        return any(not cues or any(cue in low for cue in cues) for cues, _ in self._rows)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches of all expressions, in the order of the text."""
        found = [match for expression in self._tried_on(text) for match in expression.finditer(text)]
        yield from sorted(found, key=lambda match: match.span())

    def _tried_on(self, text: str) -> Iterator[re.Pattern[str]]:
        """Yield the expressions that may match."""
        low = _lower(text)
        for cues, item in self._rows:
            for cue in cues:
                if cue in low:
                    break
            else:
                if cues:
                    continue
            yield self._compiled.get(item) or self._expression(item)

    def _expression(self, item: str) -> re.Pattern[str]:
        found = self._compiled.get(item)
        if found is None:
            try:
                found = self._compiled[item] = re.compile(item, re.IGNORECASE | re.MULTILINE)
            except re.error as error:
                message = f"{self._where}: {item!r}: no regular expression: {error}"
                raise DataError(message) from error
        return found


@lru_cache(maxsize=256)
def _lower(text: str) -> str:
    return text.lower()


def words(context: Context, name: str) -> Words | None:
    """Return a parameter that is a list of regular expressions; ``None`` for an empty list.

    Raises:
        DataError: the parameter is no list of texts; one that is no regular expression is told when it is tried.
    """
    patterns = context.strings(name)
    return words_of(patterns, f"{context.rule.id}: params.{name}", context.knowledge) if patterns else None


@lru_cache(maxsize=512)
def words_of(patterns: tuple[str, ...], where: str, knowledge: Knowledge) -> Words:
    """Return the expressions, the same object each time."""
    return Words(patterns, where, knowledge)


def pattern(context: Context, name: str) -> re.Pattern[str] | None:
    """Return a parameter that is a list of patterns, as one pattern; ``None`` for an empty list.

    ``words`` is much faster on the text of a whole card.

    Raises:
        DataError: the parameter is no list of patterns.
    """
    patterns = context.strings(name)
    return compiled(patterns, f"{context.rule.id}: params.{name}") if patterns else None


@lru_cache(maxsize=256)
def compiled(patterns: tuple[str, ...], where: str) -> re.Pattern[str]:
    """Return one pattern that matches whatever one of these does; case plays no part.

    Raises:
        DataError: one of them is no regular expression.
    """
    try:
        return re.compile("|".join(f"(?:{item})" for item in patterns), re.IGNORECASE | re.MULTILINE)
    except re.error as error:
        wrong = next((item for item in patterns if not _is_expression(item)), "|".join(patterns))
        message = f"{where}: {wrong!r}: no regular expression: {error}"
        raise DataError(message) from error


def _is_expression(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True
