"""lock-outdated: rail.lock is not what the release is built on, or what is found there, any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.lineage.locking import lock_differences
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_front_matter
from rail.model.finding import Severity
from rail.model.location import Location
from rail.model.lock import LOCK_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.artifacts.lineage.locking import Difference
    from rail.checks.context import Context

_NEVER = "0001-01-01"  # no date plays a part in the comparison
_SEVERITIES = {
    "changed": Severity.REVIEW,
    "license": Severity.REVIEW,
    "text": Severity.REVIEW,
    "missing": Severity.WARNING,
    "gone": Severity.WARNING,
    "uses": Severity.WARNING,
    "revision": Severity.INFO,
}
_FIXES = {
    "changed": "run `rail lock`: it keeps your words as an entry with `stated: true` and writes its own beside it",
    "license": "read what changed; then run `rail lock` to pin what is found now",
    "text": "compare the two texts; then run `rail lock` to pin what is found now",
}


def find(context: Context) -> Iterator[Found | Skip]:
    """Compare the lock with what is found today; without a lock there is nothing to compare."""
    facts = context.facts
    if facts.lock is None:
        return
    unread = list(unread_front_matter(facts))
    yield from unread
    for difference in () if unread else lock_differences(facts, _NEVER):
        yield _found(difference)


def _found(difference: Difference) -> Found:
    return Found(
        Location(LOCK_FILE, difference.line),
        f"{difference.name}: {difference.words}",
        severity=_SEVERITIES[difference.about],
        fix=_FIXES.get(difference.about),
    )
