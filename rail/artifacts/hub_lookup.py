"""The licence of an upstream, from a snapshot in the local Hub cache: its card's front matter and its LICENSE text.

Evidence is ordered as everywhere (legal limits 6.1, item 4): the text before the tag; when they disagree, the licence
stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rail.artifacts.card_claims import scalars
from rail.artifacts.names import license_role
from rail.artifacts.reading import TEXT_CAP
from rail.artifacts.sources.hub_cache import HubCacheSource, find_snapshot
from rail.artifacts.sources.interface import UnreadableError
from rail.cards.card import parse_card
from rail.cards.encoding import MAX_BYTES
from rail.errors import RailError
from rail.identify.identify import identify
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge

_LICENSE_NAMES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license.md", "LICENSE-MODEL", "LICENSE_MODEL")


@dataclass(frozen=True, slots=True)
class HubLicense:
    """What the cache says about one repository.

    Attributes:
        license: the one licence that its evidence names, or ``None``.
        stated: the value of the front matter, as it stands there.
        where: place in the cache, in words that are the same on every machine.
    """

    license: str | None
    stated: str | None
    where: str


def look_up(name: str, knowledge: Knowledge, *, kind: str = "models") -> HubLicense | None:
    """Return what the cached ``main`` snapshot of a repository says, or ``None`` when it is not cached."""
    snapshot = find_snapshot(name, kind=kind)
    if snapshot is None:
        return None
    where = f"Hub cache {name}@{snapshot.revision[:12]}"
    try:
        with HubCacheSource(str(snapshot.folder), snapshot) as source:
            text_id, text_path = _text(source)
            tag_id, stated = _tag(source, knowledge)
    except RailError:
        return HubLicense(None, None, where)
    if text_id and tag_id and text_id != tag_id:
        return HubLicense(None, stated, f"{where}: {text_path} says {text_id}, README.md says {tag_id}")
    if text_id:
        return HubLicense(text_id, stated, f"{where} {text_path}")
    return HubLicense(tag_id, stated, f"{where} README.md") if stated else None


def _text(source: HubCacheSource) -> tuple[str | None, str]:
    for name in _LICENSE_NAMES:
        entry = source.find(name)
        if entry is None or license_role(name) != "license" or entry.size > TEXT_CAP:
            continue
        try:
            found = identify(source.read(entry, TEXT_CAP))
        except UnreadableError:
            continue
        texts = {one.license for one in found if one.status is TextStatus.CANONICAL and one.via == "text"}
        if len(texts) == 1:
            return texts.pop(), name
    return None, ""


def _tag(source: HubCacheSource, knowledge: Knowledge) -> tuple[str | None, str | None]:
    entry = source.find("README.md")
    if entry is None:
        return None, None
    try:
        matter = parse_card("README.md", source.read(entry, MAX_BYTES), knowledge).front_matter
    except UnreadableError:
        return None, None
    stated: str | None = None
    for key in ("license", "license_name"):
        node = None if matter is None else matter.get(key)
        values = [scalar.text for scalar in scalars(node)] if node is not None else []
        stated = stated or (values[0] if values else None)
        meant = knowledge.resolve(values[0]) if len(values) == 1 else None
        if meant is not None and meant.license is not None:
            return meant.license, stated
    return None, stated
