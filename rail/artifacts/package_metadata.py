"""Licence statements in package metadata, read as text; no build back-end and no ``setup.py`` is ever run.

``pyproject.toml`` (PEP 621, PEP 639, Poetry), ``setup.cfg``, ``setup.py`` by pattern only, ``package.json``,
``Cargo.toml``, ``CITATION.cff`` (CFF 1.2), ``codemeta.json``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.artifacts.reading import folder_of, line_of
from rail.artifacts.toml import read_toml
from rail.cards.encoding import decode_card
from rail.cards.yaml import read_yaml
from rail.model.card import Map, Scalar
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.model.facts import LicenseClaim

_SHORT = 120  # a longer "license" is a text, not a name
_SETUP_LICENSE = re.compile(r"^[^#\n]*?\blicen[cs]e\s*=\s*[rubRUB]?([\"'])([^\"'\n]{1,120})\1", re.MULTILINE)
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?([^\"'\n]+)")
_BARE_CLASSIFIERS = frozenset({"OSI Approved", "Other/Proprietary License", "Free For Educational Use"})
_CFG_SECTION = re.compile(r"^\[([^\]\n]+)\][ \t]*$")


def read_metadata(reading: Reading, entry: FileEntry, *, vendored: bool) -> list[LicenseClaim]:
    """Return what one metadata file states; a broken file is reported."""
    name = entry.path.rpartition("/")[2].lower()
    data = reading.bytes_of(entry)
    if data is None:
        return []
    text = decode_card(data)[0]
    stated = _READERS[name](reading, entry, text)
    values = dict.fromkeys(reading.limited(stated, entry.path))
    source = ClaimSource.CITATION if name == "citation.cff" else ClaimSource.PACKAGE_METADATA
    return [
        reading.claim(
            source,
            value,
            Location(entry.path, line),
            governs=governs,
            scope=folder_of(entry.path),
            vendored=vendored,
        )
        for value, line, governs in values
    ]


_Value = tuple[str, "int | None", tuple[ComponentKind, ...]]
_CODE = (ComponentKind.CODE,)


def _pyproject(reading: Reading, entry: FileEntry, text: str) -> Iterator[_Value]:
    found = read_toml(reading, entry.path, text)
    project = _table(found, "project")
    for table in (project, _table(_table(found, "tool"), "poetry")):
        stated = table.get("license")
        value = stated.get("text") if isinstance(stated, dict) else stated
        if isinstance(value, str) and 0 < len(value.strip()) <= _SHORT:
            yield value.strip(), line_of(text, r"^[ \t]*license(?:\.text)?[ \t]*="), _CODE
    classifiers = project.get("classifiers")
    for classifier in classifiers if isinstance(classifiers, list) else ():
        if isinstance(classifier, str):
            yield from _classifier(text, classifier)


def _cargo(reading: Reading, entry: FileEntry, text: str) -> Iterator[_Value]:
    value = _table(read_toml(reading, entry.path, text), "package").get("license")
    if isinstance(value, str) and 0 < len(value) <= _SHORT:
        yield value.replace("/", " OR "), line_of(text, r"^[ \t]*license[ \t]*="), _CODE


def _setup_cfg(_reading: Reading, _entry: FileEntry, text: str) -> Iterator[_Value]:
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        head = _CFG_SECTION.match(line)
        if head:
            section = head.group(1).strip()
        elif section == "metadata":
            key, separator, value = line.partition("=")
            if separator and key.strip().lower() == "license" and 0 < len(value.strip()) <= _SHORT:
                yield value.strip(), number, _CODE
            yield from _classifier(text, line)


def _setup_py(_reading: Reading, _entry: FileEntry, text: str) -> Iterator[_Value]:
    for match in _SETUP_LICENSE.finditer(text):
        yield match.group(2).strip(), text.count("\n", 0, match.start(2)) + 1, _CODE
    for match in _CLASSIFIER.finditer(text):
        yield from _classifier(text, match.group())


def _json_license(reading: Reading, entry: FileEntry, text: str) -> Iterator[_Value]:
    found = reading.json_of(entry)
    stated = [] if found is None else [found.get("license"), *_items(found.get("licenses"))]
    for item in stated:
        value = item.get("type") or item.get("name") if isinstance(item, dict) else item
        if isinstance(value, str) and 0 < len(value) <= _SHORT:
            name = value.removeprefix("https://spdx.org/licenses/").removesuffix(".html")
            yield name, line_of(text, r'"licenses?"\s*:'), _CODE


def _citation(reading: Reading, entry: FileEntry, text: str) -> Iterator[_Value]:
    from rail.artifacts.card_claims import scalars

    node, problems = read_yaml(text)
    if not isinstance(node, Map):
        for problem in problems[:1]:
            reading.report(entry.path, problem.kind, problem.message, problem.line)
        return
    kind = node.get("type")
    is_data = isinstance(kind, Scalar) and kind.text == "dataset"
    for item in node.entries:
        if item.key == "license":
            for scalar in scalars(item.value):
                yield scalar.text, scalar.line, (ComponentKind.DATA,) if is_data else _CODE


def _classifier(text: str, classifier: str) -> Iterator[_Value]:
    match = _CLASSIFIER.search(classifier)
    if match is None:
        return
    name = match.group(1).strip().rpartition(" :: ")[2]
    if name not in _BARE_CLASSIFIERS:
        spdx = re.search(r"\(([A-Z][\w.+-]*)\)$", name)
        version = re.search(r"\bv(\d)", name)
        value = f"{spdx.group(1)}-{version.group(1)}.0" if spdx and version else name
        yield value, line_of(text, re.escape(match.group().strip())), _CODE


def _table(found: object, key: str) -> dict[str, object]:
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, dict) else {}


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


_READERS = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "setup.py": _setup_py,
    "package.json": _json_license,
    "codemeta.json": _json_license,
    "cargo.toml": _cargo,
    "citation.cff": _citation,
}
