"""Machine-readable descriptions of data: Croissant JSON-LD (Croissant 1.1, Croissant RAI 1.0), ``dataset_infos.json``.

Both are JSON of others: read within a bound, nothing in them is followed or loaded. What is kept of a description is
the licences that it states, what it says about use, and which of its fields are filled.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from rail.artifacts.reading import folder_of, line_of
from rail.model.contents import DataDescription
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.model.facts import LicenseClaim

MAX_BYTES = 2 << 20
_PEEK = 1 << 14
_SHORT = 120  # a longer "license" is a text, not a name
_MAX_LICENSES = 20
_MAX_STATED = 60
_MAX_CONFIGS = 500
_CROISSANT = re.compile(rb"mlcommons\.org/croissant|\"cr:|croissant", re.IGNORECASE)
_PREFIX = re.compile(
    r"\A(?:https?://(?:www\.)?(?:schema\.org|mlcommons\.org/croissant(?:/RAI)?)/|[a-z]{1,8}:)", re.IGNORECASE
)
# Where sites keep a page for a licence, its name is the last part of the address.
_PAGE = re.compile(
    r"\Ahttps?://(?:www\.)?(?:spdx\.org/licenses|choosealicense\.com/licenses|opensource\.org/licenses?)/([\w.+-]+?)"
    r"(?:\.html|\.json)?/?\Z",
    re.IGNORECASE,
)
_CC = re.compile(
    r"\Ahttps?://(?:www\.)?creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero)/(1\.0))",
    re.IGNORECASE,
)


def read_descriptions(reading: Reading, entries: Iterable[FileEntry]) -> tuple[DataDescription, ...]:
    """Return the descriptions of data in a release; one that cannot be read is kept with its problem."""
    found = (_read(reading, entry) for entry in entries)
    return tuple(one for one in found if one is not None)


def description_claims(reading: Reading, descriptions: Sequence[DataDescription]) -> Iterator[LicenseClaim]:
    """Yield the licences that descriptions of data state, as claims about the data beside them."""
    for one in descriptions:
        for value in one.licenses:
            yield reading.claim(
                ClaimSource.DATA_DESCRIPTION,
                value,
                one.location,
                governs=(ComponentKind.DATA,),
                scope=folder_of(one.location.path),
            )


def license_name(value: str) -> str:
    """Return the name of a licence for the address of its page, else the words as they stand there."""
    value = value.strip()
    page = _PAGE.match(value)
    if page:
        return page.group(1)
    commons = _CC.match(value)
    if commons:
        kind, version, zero, zero_version = commons.groups()
        return f"CC0-{zero_version}" if zero else f"CC-{kind}-{version}"
    return value


def is_infos(path: str) -> bool:
    """Tell whether a file is a ``dataset_infos.json`` rather than a Croissant description."""
    return path.rpartition("/")[2].lower().startswith("dataset_info")


def _read(reading: Reading, entry: FileEntry) -> DataDescription | None:
    infos = is_infos(entry.path)
    if not infos and _CROISSANT.search(reading.piece(entry, _PEEK) or b"") is None:
        return None  # "metadata.json" is the name of many things
    if entry.size > MAX_BYTES:
        problem = f"{entry.size:,} bytes; no more than {MAX_BYTES:,} are read"
        return DataDescription("dataset-infos" if infos else "croissant", Location(entry.path), problem=problem)
    data = reading.bytes_of(entry, MAX_BYTES)
    return None if data is None else parse_description(entry.path, data)


def parse_description(path: str, data: bytes) -> DataDescription:
    """Return what the bytes of a description say; its file's name tells which of the two formats it is."""
    infos = is_infos(path)
    format_ = "dataset-infos" if infos else "croissant"
    place = Location(path)
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        short = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:120]
        return DataDescription(format_, place, problem=f"no readable JSON ({short})")
    if not isinstance(document, dict):
        return DataDescription(format_, place, problem="no JSON object")
    text = data.decode("utf-8", "replace")
    return _infos(document, path, text) if infos else _croissant(document, path, text)


def _croissant(document: dict[str, object], path: str, text: str) -> DataDescription:
    graph = document.get("@graph")
    if isinstance(graph, list):
        nodes = [node for node in graph[:_MAX_CONFIGS] if isinstance(node, dict)]
        document = next((node for node in nodes if "Dataset" in str(node.get("@type", ""))[:200]), document)
    fields: dict[str, object] = {}
    rai: dict[str, None] = {}
    for key, value in document.items():
        prefix = _PREFIX.match(key)
        bare = key[prefix.end() :] if prefix else key
        fields.setdefault(bare, value)
        if prefix and "rai" in prefix.group().lower() and _filled(value) and len(rai) < _MAX_STATED:
            rai[bare[:80]] = None
    return DataDescription(
        "croissant",
        Location(path, line_of(text, r'"(?:[a-z]{1,8}:)?license"\s*:')),
        name=_first(fields.get("name")),
        version=_first(fields.get("version")),
        licenses=_licenses(_texts(fields.get("license"))),
        usage=tuple(value[:200] for value in _texts(fields.get("usageInfo")))[:_MAX_LICENSES],
        stated=tuple(sorted(rai)),
        citation=_filled(fields.get("citeAs")) or _filled(fields.get("citation")),
    )


def _infos(document: dict[str, object], path: str, text: str) -> DataDescription:
    """``dataset_infos.json`` has an entry for each configuration, ``dataset_info.json`` is one."""
    configs = list(document.values())[:_MAX_CONFIGS]
    rows = [document] if "features" in document or "license" in document else configs
    infos = [row for row in rows if isinstance(row, dict)]
    return DataDescription(
        "dataset-infos",
        Location(path, line_of(text, r'"license"\s*:')),
        licenses=_licenses(value for info in infos for value in _texts(info.get("license"))),
        citation=any(_filled(info.get("citation")) for info in infos),
    )


def _licenses(values: Iterable[str]) -> tuple[str, ...]:
    named = dict.fromkeys(license_name(value) for value in values if 0 < len(value.strip()) <= _SHORT)
    return tuple(named)[:_MAX_LICENSES]


def _texts(value: object) -> Iterator[str]:
    """Yield the words of a value: a text, a list, or a node with an address or name."""
    items = value[:_MAX_LICENSES] if isinstance(value, list) else [value]
    for item in items:
        node = item
        if isinstance(item, dict):
            node = next((item[key] for key in ("@id", "url", "sc:url", "name", "sc:name") if key in item), None)
        if isinstance(node, str) and node.strip():
            yield node.strip()


def _first(value: object) -> str | None:
    shown = str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
    return next((text[:200] for text in _texts(shown)), None)


def _filled(value: object) -> bool:
    return value not in (None, "", [], {})
