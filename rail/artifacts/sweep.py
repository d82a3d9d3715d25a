"""The one pass over the files of a release: counts them, reads the heads of sources, sets aside what is read later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.headers import HEAD_BYTES, HEADER_SUFFIXES, HeaderReader
from rail.artifacts.kinds import file_kind, split_path
from rail.artifacts.license_files import MAX_FILES
from rail.artifacts.names import LINEAGE_NAMES, METADATA_NAMES, PACKAGE_NAMES, license_role
from rail.artifacts.notable import DESCRIPTIONS, MAX_NOTABLE, notable_file, notable_files
from rail.artifacts.own import is_own
from rail.artifacts.secrets import SecretReader
from rail.artifacts.tally import Tally
from rail.artifacts.vendored import VendoredTrees
from rail.cards.card import is_page, may_be_card
from rail.model.facts import MOST_PATHS, ComponentKind

if TYPE_CHECKING:
    from rail.artifacts.project import Project
    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.model.contents import NotableFile

MAX_SET_ASIDE = 5000


class Sweep:
    """What one pass finds.

    Attributes:
        tally: counts by component and folder.
        vendored: the trees that belong to others.
        headers: what the heads of source files state.
        secrets: what looks like a key or token.
        notable: files that say something by being there; of them, ``descriptions`` and ``sboms`` are read.
        package_folders: folders below the root with package metadata of their own.
        own: files in ``.rail``.
        paths: every file that is not part of somebody else's tree, at most ``MOST_PATHS``.
        moved: files that ``rail.yaml`` counts elsewhere than their names do, by (name's kind, stated kind).
    """

    def __init__(self, reading: Reading, project: Project) -> None:
        """Begin with nothing."""
        self._reading = reading
        self._project = project
        self.tally = Tally()
        self.vendored = VendoredTrees(reading.source.nested)
        self.headers = HeaderReader(reading)
        self.secrets = SecretReader(reading.knowledge)
        self._notable_names = notable_files(reading.knowledge)
        self.notable: list[NotableFile] = []
        self.descriptions: list[FileEntry] = []
        self.sboms: list[FileEntry] = []
        self.licenses: list[FileEntry] = []
        self.cards: list[FileEntry] = []
        self.metadata: list[FileEntry] = []
        self.reuse: list[FileEntry] = []
        self.sidecars: list[FileEntry] = []
        self.configs: list[FileEntry] = []
        self.weights: list[FileEntry] = []
        self.package_folders: set[str] = set()
        self.moved: dict[tuple[str, str], int] = {}
        self.own: list[FileEntry] = []
        self.paths: list[str] = []

    def add(self, entry: FileEntry) -> None:
        """Take one file; what lies in ``.rail`` speaks about the release and is no part of it."""
        vendored = self.vendored.holds(entry.path)
        if not vendored and len(self.paths) < MOST_PATHS:
            self.paths.append(entry.path)
        if is_own(entry.path):
            self._keep(self.own, entry, MAX_FILES)
            return
        folder, name, suffix = split_path(entry.path)
        role = license_role(entry.path)
        kind = None if role else self._kind(entry.path, file_kind(folder, name, suffix))
        self.tally.add(entry.path, entry.size, vendored=vendored, kind=kind)
        if role is not None:
            self._keep(self.licenses, entry, MAX_FILES)
        else:
            self._read_text(entry, name, suffix, kind, vendored=vendored)
            if kind is ComponentKind.WEIGHTS:
                self._keep(self.weights, entry, MAX_SET_ASIDE)
        self._note(entry, name, vendored=vendored)
        self._set_aside(entry, folder, name, vendored=vendored)

    def _read_text(
        self, entry: FileEntry, name: str, suffix: str, kind: ComponentKind | None, *, vendored: bool
    ) -> None:
        """Read a text file once: its head for licence statements, all of it for secrets."""
        is_source = suffix in HEADER_SUFFIXES
        length = self.secrets.wants(entry, name, suffix, kind)
        if length and not self.secrets.may_take(entry.path, length):
            length = 0
        if not length and not is_source:
            return
        data = self._reading.piece(entry, length or HEAD_BYTES)
        if not data:
            return
        if is_source:
            self.headers.read(entry, data[:HEAD_BYTES], vendored=vendored)
        if length:
            self.secrets.search(entry.path, data, vendored=vendored)

    def _note(self, entry: FileEntry, name: str, *, vendored: bool) -> None:
        role = self._notable_names.role(name)
        if role is None or vendored:
            return
        if role in DESCRIPTIONS:
            self._keep(self.descriptions, entry, MAX_FILES)
        elif len(self.notable) < MAX_NOTABLE:
            self.notable.append(notable_file(role, entry))
            if role == "sbom":
                self._keep(self.sboms, entry, MAX_FILES)

    def _set_aside(self, entry: FileEntry, folder: str, name: str, *, vendored: bool) -> None:
        if name == "reuse.toml" or entry.path == ".reuse/dep5":
            self._keep(self.reuse, entry, MAX_FILES)
        elif name.endswith(".license"):
            self._keep(self.sidecars, entry, MAX_SET_ASIDE)
        elif name in METADATA_NAMES:
            self._keep(self.metadata, entry, MAX_FILES)
            if folder and name in PACKAGE_NAMES:
                self.package_folders.add(folder)
        elif vendored:
            return
        elif name in LINEAGE_NAMES:
            self._keep(self.configs, entry, MAX_FILES)
        elif name.endswith((".md", ".markdown", "readme")) and (may_be_card(entry.path) or is_page(entry.path)):
            self._keep(self.cards, entry, MAX_SET_ASIDE)

    def _kind(self, path: str, by_name: ComponentKind | None) -> ComponentKind | None:
        stated = self._project.kind_of(path) if self._project.components else None
        if stated is None or stated is by_name:
            return by_name
        key = (by_name.value if by_name else "of no component", stated.value)
        self.moved[key] = self.moved.get(key, 0) + 1
        return stated

    def _keep(self, pile: list[FileEntry], entry: FileEntry, most: int) -> None:
        if len(pile) < most:
            pile.append(entry)
        elif len(pile) == most:
            pile.append(entry)
            message = f"more than {most} files of this kind; the rest was counted but not read"
            self._reading.report(entry.path, "too-many-files", message)
