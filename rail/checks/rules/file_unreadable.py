"""file-unreadable: a file could not be read, and may hold a statement that no rule has seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found
from rail.checks.unread import may_hide_a_statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context

_MOST = 50


def find(context: Context) -> Iterator[Found]:
    """Report each such file; that the verdict is unknown follows from the problem itself, not from this finding."""
    problems = [problem for problem in context.facts.problems if may_hide_a_statement(problem)]
    for problem in problems[:_MOST]:
        yield Found(problem.location, f"{problem.location.path} could not be read as it should: {problem.message}")
    if len(problems) > _MOST:
        rest = len(problems) - _MOST
        yield Found(problems[_MOST].location, f"{rest:,} more files could not be read as they should")
