"""evidence-required-missing: a file that the policy wants beside a release is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.told import by_file, has_all_paths
from rail.model.facts import MOST_PATHS
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for a file of each kind of evidence; what it says is for a person to read."""
    wanted = context.phrases("files")
    absent = {name: globs for name, globs in wanted.items() if by_file(context.facts, globs) is None}
    if absent and not has_all_paths(context.facts):
        yield Skip(f"more than {MOST_PATHS:,} files; it was not looked for {', '.join(absent)} among the rest")
        return
    for name, globs in absent.items():
        yield Found(Location("."), f"no file for {name}: none is named {' or '.join(globs)}")
