"""The files of a release by component and folder, counted while they stream by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rail.artifacts.kinds import KIND_FLAGS, Kinds, file_kind, kinds_of, split_path

if TYPE_CHECKING:
    from rail.model.facts import ComponentKind

_EXAMPLES = 20


@dataclass(slots=True)
class KindTally:
    """The files of one component: how many, the first of them, and the folder that holds them all."""

    count: int = 0
    paths: list[str] = field(default_factory=list)
    folder: str | None = None

    def add(self, path: str, folder: str) -> None:
        """Count one file; files come in sorted order."""
        self.count += 1
        if len(self.paths) < _EXAMPLES:
            self.paths.append(path)
        if self.folder is None:
            self.folder = folder
        while self.folder and folder != self.folder and not folder.startswith(f"{self.folder}/"):
            self.folder = self.folder.rpartition("/")[0]


class Tally:
    """Counts of all files, of components, and the kinds met in every folder."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.files = 0
        self.bytes = 0
        self.kinds: dict[ComponentKind, KindTally] = {}
        self._folders: dict[str, int] = {}

    def add(self, path: str, size: int, *, vendored: bool, kind: ComponentKind | None) -> None:
        """Count one file."""
        self.files += 1
        self.bytes += size
        if kind is None or vendored:
            return
        folder = path.rpartition("/")[0]
        self.kinds.setdefault(kind, KindTally()).add(path, folder)
        self._folders[folder] = self._folders.get(folder, 0) | int(KIND_FLAGS[kind])

    def below(self, scope: str) -> int:
        """Return the kinds (as flags) of all files in a folder and below it."""
        if not scope:
            return int(sum((KIND_FLAGS[kind] for kind in self.kinds), Kinds.NONE))
        flags = self._folders.get(scope, 0)
        for folder, found in self._folders.items():
            if folder.startswith(f"{scope}/"):
                flags |= found
        return flags

    def has(self, kind: ComponentKind) -> bool:
        """Tell whether the release holds a file of this kind."""
        return kind in self.kinds

    def kinds_below(self, scope: str) -> tuple[ComponentKind, ...]:
        """Return the kinds of all files in a folder and below it."""
        return kinds_of(self.below(scope))


def kind_of_path(path: str) -> ComponentKind | None:
    """Return what a file is part of, by its name."""
    return file_kind(*split_path(path))
