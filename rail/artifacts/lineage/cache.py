"""Upstreams in the local Hub cache: the licence text and the card of a snapshot, and what that card is built on.

Evidence is ordered as everywhere (legal limits 6.1, item 4): the text before the tag; when they disagree, both stand.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from rail.artifacts.card_claims import scalars
from rail.artifacts.lineage.interface import Teller, Told
from rail.artifacts.lineage.statements import card_statements
from rail.artifacts.names import license_role
from rail.artifacts.reading import TEXT_CAP
from rail.artifacts.sources.hub_cache import HubCacheSource, find_snapshot
from rail.artifacts.sources.interface import UnreadableError
from rail.cards.card import parse_card
from rail.cards.encoding import MAX_BYTES
from rail.errors import RailError
from rail.identify.identify import identify
from rail.model.identification import TextStatus
from rail.model.lineage import LicenseAnswer, NodeKind, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rail.artifacts.lineage.interface import Statement
    from rail.knowledge.store import Knowledge
    from rail.model.card import Map

LICENSE_NAMES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license.md", "LICENSE-MODEL", "LICENSE_MODEL")
NOTICE_NAMES = ("NOTICE", "NOTICE.txt", "NOTICE.md", "Notice", "Notice.txt")
CARD_NAME = "README.md"
ADAPTER_NAME = "adapter_config.json"
_FOLDERS = {NodeKind.MODEL: "models", NodeKind.DATASET: "datasets"}


class HubCache(Teller):
    """The ``main`` snapshots of the local Hub cache."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the records that resolve what cards state."""
        self._knowledge = knowledge

    def tell(self, name: str, kind: NodeKind) -> Told | None:
        """Return what a cached snapshot says, or ``None`` when the repository is not cached or says nothing."""
        snapshot = find_snapshot(name, kind=_FOLDERS[kind])
        if snapshot is None:
            return None
        where = f"Hub cache {name}@{snapshot.revision[:12]}"
        try:
            with HubCacheSource(str(snapshot.folder), snapshot) as source:
                files = RepositoryFiles(lambda path, cap: _piece(source, path, cap), "hub-cache", where)
                return files.told(self._knowledge, kind, snapshot.revision)
        except RailError as error:
            return Told(revision=snapshot.revision, problem=f"{where}: {error.message}")


class RepositoryFiles:
    """The few files of an upstream's repository that tell what it is under and what it is built on."""

    def __init__(self, read: Callable[[str, int], bytes | None], by: str, where: str, *, on: str | None = None) -> None:
        """Take what reads a file up to a cap, who is asked, the place in words, and the date on which it is seen."""
        self._read = read
        self._by = by
        self._where = where
        self._on = on

    def told(self, knowledge: Knowledge, kind: NodeKind, revision: str | None) -> Told | None:
        """Return what the files say, or ``None`` where they say nothing."""
        data = self._read(CARD_NAME, MAX_BYTES)
        matter = None if data is None else parse_card(CARD_NAME, data, knowledge).front_matter
        answers = tuple(self._answers(matter, knowledge, revision))
        statements: tuple[Statement, ...] = ()
        if matter is not None:
            adapter = kind is NodeKind.MODEL and self._read(ADAPTER_NAME, 1) is not None
            place = f"{self._where} {CARD_NAME}"
            statements = card_statements(matter, kind, self._by, place, adapter=adapter)
        if not answers and not statements:
            return None
        return Told(answers, statements, revision, notice=self._notice())

    def _notice(self) -> Notice | None:
        """Return the NOTICE file; it is looked for on this machine only."""
        from rail.identify.normalise import phrase_words

        for name in NOTICE_NAMES if self._by == "hub-cache" else ():
            data = self._read(name, TEXT_CAP)
            words = [] if data is None else phrase_words(data.decode("utf-8", "replace"))
            if words:
                return Notice(name, len(words), sha256(" ".join(words).encode("utf-8", "replace")).hexdigest())
        return None

    def _answers(self, matter: Map | None, knowledge: Knowledge, revision: str | None) -> Iterator[LicenseAnswer]:
        for name in LICENSE_NAMES:
            data = self._read(name, TEXT_CAP) if license_role(name) == "license" else None
            text_id = None if data is None else license_text(data)
            if data is not None and text_id is not None:
                place = f"{self._where} {name}"
                digest = sha256(data).hexdigest()
                yield LicenseAnswer(self._by, "text", text_id, name, place, self._on, revision, digest)
                break
        license_id, stated = stated_license(matter, knowledge)
        if stated:
            yield LicenseAnswer(self._by, "tag", license_id, stated, f"{self._where} {CARD_NAME}", self._on, revision)


def license_text(data: bytes) -> str | None:
    """Return the one licence whose unchanged text a file is, or ``None``."""
    found = {one.license for one in identify(data) if one.status is TextStatus.CANONICAL and one.via == "text"}
    return found.pop() if len(found) == 1 else None


def stated_license(matter: Map | None, knowledge: Knowledge) -> tuple[str | None, str | None]:
    """Return the licence that a front matter names, and the words in which it does."""
    stated: str | None = None
    for key in ("license", "license_name"):
        node = None if matter is None else matter.get(key)
        values = [scalar.text for scalar in scalars(node)] if node is not None else []
        stated = stated or (values[0] if values else None)
        meant = knowledge.resolve(values[0]) if len(values) == 1 else None
        if meant is not None and meant.license is not None:
            return meant.license, stated
    return None, stated


def _piece(source: HubCacheSource, path: str, cap: int) -> bytes | None:
    entry = source.find(path)
    if entry is None or (cap > 1 and entry.size > cap):
        return None
    try:
        return source.read(entry, cap)
    except UnreadableError:
        return None
