"""Files that say something by being there: SBOMs, checksums, change logs, opt-out statements, manifests."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rail.model.contents import NotableFile
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.artifacts.sources.interface import FileEntry
    from rail.knowledge.store import Knowledge

MAX_NOTABLE = 500
DESCRIPTIONS = frozenset({"croissant", "dataset-infos"})


class NotableFiles:
    """Tells what a file's name says (``policy/patterns/notable-files.yaml``)."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Prepare the names."""
        rows: list[Mapping[str, object]] = knowledge.patterns("notable-files")
        self._names: dict[str, str] = {}
        self._endings: list[tuple[str, str]] = []
        for row in rows:
            role, names, endings = str(row["role"]), row["names"], row["endings"]
            for name in names if isinstance(names, list) else ():
                self._names.setdefault(name, role)
            self._endings += [(ending, role) for ending in endings] if isinstance(endings, list) else []
        self._any = tuple(ending for ending, _ in self._endings)

    def role(self, name: str) -> str | None:
        """Return what a file is by its lower-case name, or ``None``."""
        role = self._names.get(name)
        if role is None and name.endswith(self._any):
            return next(role for ending, role in self._endings if name.endswith(ending))
        return role


@lru_cache(maxsize=4)
def notable_files(knowledge: Knowledge) -> NotableFiles:
    """Return what tells them; it is the same for every release."""
    return NotableFiles(knowledge)


def notable_file(role: str, entry: FileEntry) -> NotableFile:
    """Return the fact about one file."""
    return NotableFile(role, Location(entry.path), entry.size)
