"""Write or check ``rail.lock``: what a release is built on, pinned with revision, licence, hash, place and date."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.late import dataclass
from rail.model.lock import LOCK_FILE
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from rail.artifacts.lineage.locking import Difference
    from rail.model.facts import Facts
    from rail.model.lineage import Node


@dataclass(frozen=True, slots=True)
class LockResult:
    """What became of a lock.

    Attributes:
        path: the file.
        text: what it should hold.
        differences: in what the lock that was there differs from that; empty where there was none.
        unknown: the upstreams whose licence no place knows.
        existed: there was a lock.
        written: the file was written now.
    """

    path: str
    text: str
    differences: tuple[Difference, ...]
    unknown: tuple[Node, ...]
    existed: bool
    written: bool

    @property
    def holds(self) -> bool:
        """Whether the lock that was there is the one that should be."""
        return self.existed and not self.differences


def lock_release(
    path: str, *, check: bool = False, online: bool = False, dry_run: bool = False, as_of: str | None = None
) -> LockResult:
    """Write the lock of a release, or tell in what it differs.

    Args:
        path: the release's folder.
        check: write nothing, and compare.
        online: ask the Hub as well.
        dry_run: write nothing.
        as_of: ISO date of what is seen for the first time; today in UTC when not given.

    Raises:
        InputError: there is no such folder, it cannot be written, or its lock cannot be used.
    """
    from rail.artifacts.collect import collect_release
    from rail.artifacts.lineage.lock_text import lock_text
    from rail.artifacts.lineage.locking import lock_differences, lock_of
    from rail.knowledge.store import Knowledge

    date = as_of_date(as_of)
    facts, _ = collect_release(path, Knowledge.load(), as_of=date, online=online)
    text = lock_text(lock_of(facts, date))
    target = Path(path) / LOCK_FILE
    written = not check and not dry_run
    if written:
        _write(target, text, facts)
    return LockResult(
        str(target), text, lock_differences(facts, date), _unknown(facts), facts.lock is not None, written
    )


def _unknown(facts: Facts) -> tuple[Node, ...]:
    return tuple(node for node in facts.lineage.nodes if node.id != "." and not node.licenses)


def _write(target: Path, text: str, facts: Facts) -> None:
    """Write beside the old file and put it in its place, so that a lock is never half written."""
    if facts.source != "folder" or not target.parent.is_dir() or target.is_symlink():
        message = f"{target}: a lock is written into a folder, and over no link"
        raise InputError(message, "rail lock --dry-run prints it")
    beside = target.with_name(f".{LOCK_FILE}.{os.getpid()}")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        message = f"{target}: cannot be written: {error.strerror or error}"
        raise InputError(message) from error
