"""Which version a release says it is: card, package metadata, ``CITATION.cff``, descriptions of data, a tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.cards.encoding import decode_card
from rail.model.card import Scalar
from rail.model.contents import StatedVersion
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.model.card import Card
    from rail.model.contents import DataDescription

_CARD_KEYS = ("version", "model_version", "dataset_version")
_SECTION = re.compile(r"[ \t]*\[(.{1,80})\]")
_TOML = re.compile(r"[ \t]*version[ \t]*=[ \t]*[\"']([^\"'\n]{1,60})[\"']")
_CFF = re.compile(r"version[ \t]*:[ \t]*[\"']?([^\s\"'#]{1,60})")
_JSON = re.compile(r'^(?:  |\t|    )"version"[ \t]*:[ \t]*"([^"\n]{1,60})"', re.MULTILINE)
_TABLES = frozenset({"project", "tool.poetry", "package"})
_TAG = re.compile(r"(?:refs/tags/)?(v?\d+\.[\w.+-]{1,60})")


def read_versions(
    reading: Reading,
    cards: Sequence[Card],
    metadata: Iterable[FileEntry],
    descriptions: Iterable[DataDescription],
    stated_revision: str | None,
) -> tuple[StatedVersion, ...]:
    """Return every place at the root that says which version this is.

    Args:
        reading: the release.
        cards: its cards; only the main one is asked.
        metadata: files of package metadata and citation; only those at the root are asked.
        descriptions: descriptions of data.
        stated_revision: the revision that the user named, which may be a tag.
    """
    found = [*_of_card(cards[:1])]
    for entry in metadata:
        if "/" not in entry.path:
            found.extend(_of_metadata(reading, entry))
    found += [
        StatedVersion(one.version, "data-description", one.location)
        for one in descriptions
        if one.version is not None and "/" not in one.location.path
    ]
    tag = _TAG.fullmatch(stated_revision or "")
    if tag:
        found.append(StatedVersion(tag.group(1), "tag", Location("")))
    return tuple(found)


def _of_card(cards: Sequence[Card]) -> Iterator[StatedVersion]:
    for card in cards:
        if card.front_matter is None:
            continue
        for key in _CARD_KEYS:
            value = card.front_matter.get(key)
            if isinstance(value, Scalar) and value.text.strip():
                yield StatedVersion(value.text.strip()[:60], "card", Location(card.path, value.line))


def _of_metadata(reading: Reading, entry: FileEntry) -> Iterator[StatedVersion]:
    name = entry.path.lower()
    if name not in {"pyproject.toml", "cargo.toml", "citation.cff", "package.json"}:
        return
    text = decode_card(reading.piece(entry, 1 << 18) or b"")[0]
    if name == "package.json":
        match = _JSON.search(text)
        if match:
            yield StatedVersion(
                match.group(1), "package", Location(entry.path, text.count("\n", 0, match.start(1)) + 1)
            )
        return
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        head = _SECTION.match(line)
        if head:
            section = head.group(1).strip()
            continue
        cff = name == "citation.cff"
        match = (_CFF if cff else _TOML).match(line)
        if match and (cff or section in _TABLES):
            source = "citation" if cff else "package"
            yield StatedVersion(match.group(1), source, Location(entry.path, number))
            return
