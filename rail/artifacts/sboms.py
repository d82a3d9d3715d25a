"""Bills of materials in a release: SPDX 2.2 and 2.3 JSON, SPDX 3 JSON-LD, CycloneDX JSON; plain JSON, nothing followed.

What is kept is what can be held against the release: the licences of what the document is about, and its weights with
their digests. Other serialisations are known by their names and not read.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from rail.artifacts.tally import kind_of_path
from rail.model.contents import Sbom
from rail.model.facts import ComponentKind
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry

MAX_BYTES = 16 << 20
MAX_READ = 10
_MOST_WEIGHTS = 2000
_MOST_DEEP = 20
_UNSAID = frozenset({"", "NOASSERTION", "NONE"})
_LISTED = "https://spdx.org/licenses/"
_LONGEST = 300

Files = list[tuple[str, str | None]]


def read_sboms(reading: Reading, entries: Iterable[FileEntry]) -> tuple[Sbom, ...]:
    """Return the bills of materials of a release; one that cannot be read is kept with its problem."""
    return tuple(_read(reading, entry, number) for number, entry in enumerate(entries))


def parse_sbom(path: str, data: bytes) -> Sbom:
    """Return what the bytes of a document say."""
    place = Location(path)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return Sbom("other", place, problem="only bills of materials in JSON are read")
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        short = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:120]
        return Sbom("broken", place, problem=f"no readable JSON ({short})")
    version = _text(document, "spdxVersion")
    if version.startswith("SPDX-2"):
        return _made(f"spdx-{version.removeprefix('SPDX-')[:8]}", place, _spdx2_licenses(document), _spdx2(document))
    if isinstance(document.get("@graph"), list) and "spdx.org/rdf/3" in str(document.get("@context"))[:_LONGEST]:
        elements = {_text(one, "spdxId"): one for one in _dicts(document, "@graph")}
        return _made("spdx-3", place, _spdx3_licenses(elements), _spdx3(elements))
    if document.get("bomFormat") == "CycloneDX":
        name = f"cyclonedx-{_text(document, 'specVersion')[:8]}"
        main = _cyclonedx_main(document)
        files = chain(_cyclonedx(main, 0), _cyclonedx(document, 0))
        return _made(name, place, _cyclonedx_licenses(main or next(iter(_dicts(document, "components")), {})), files)
    return Sbom("broken", place, problem="neither an SPDX nor a CycloneDX document")


def _read(reading: Reading, entry: FileEntry, number: int) -> Sbom:
    place = Location(entry.path)
    if number >= MAX_READ:
        return Sbom("other", place, problem=f"no more than {MAX_READ} bills of materials are read")
    if entry.size > MAX_BYTES:
        return Sbom("other", place, problem=f"{entry.size:,} bytes; no more than {MAX_BYTES:,} are read")
    data = reading.piece(entry, MAX_BYTES)
    return Sbom("broken", place, problem="it could not be read") if data is None else parse_sbom(entry.path, data)


def _made(name: str, place: Location, licenses: Iterable[str], files: Iterator[tuple[str, str | None]]) -> Sbom:
    """Return the document; of its files only weights are kept, all are counted."""
    stated = tuple(dict.fromkeys(one[:_LONGEST] for one in licenses if one not in _UNSAID))[:20]
    weights: Files = []
    count = 0
    for path, digest in files:
        count += 1
        plain = path.removeprefix("./")
        if len(weights) < _MOST_WEIGHTS and kind_of_path(plain) is ComponentKind.WEIGHTS:
            weights.append((plain, digest.lower() if digest else None))
    return Sbom(name, place, stated, tuple(sorted(weights, key=lambda one: (one[0], one[1] or ""))), count)


def _spdx2_licenses(document: dict[str, Any]) -> list[str]:
    """Return the declared licence of what the document describes, else the concluded one."""
    packages = _dicts(document, "packages")
    described = {str(one) for one in _list(document, "documentDescribes")}
    described |= {
        _text(one, "relatedSpdxElement")
        for one in _dicts(document, "relationships")
        if one.get("relationshipType") == "DESCRIBES"
    }
    main = [one for one in packages if _text(one, "SPDXID") in described] or packages[:1]
    return [_first(_text(one, "licenseDeclared"), _text(one, "licenseConcluded")) for one in main[:1]]


def _spdx2(document: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    for one in _dicts(document, "files"):
        yield _text(one, "fileName"), _digest(one, "checksums", "algorithm", "checksumValue")
    for one in _dicts(document, "packages"):
        if _text(one, "packageFileName"):
            yield _text(one, "packageFileName"), _digest(one, "checksums", "algorithm", "checksumValue")


def _spdx3_licenses(elements: dict[str, dict[str, Any]]) -> list[str]:
    roots = [str(name) for one in elements.values() if one.get("type") == "SpdxDocument" for name in _roots(one)]
    for _ in range(_MOST_DEEP):  # a document leads to a bill, a bill to what it is about
        below = [str(name) for root in roots for name in _roots(elements.get(root, {}))]
        if not below:
            break
        roots = below
    found = {
        str(one.get("relationshipType")): _spdx3_license(elements, end)
        for one in elements.values()
        if one.get("from") in roots[:1] and one.get("relationshipType") in {"hasDeclaredLicense", "hasConcludedLicense"}
        for end in _list(one, "to")
    }
    return [_first(found.get("hasDeclaredLicense", ""), found.get("hasConcludedLicense", ""))]


def _spdx3_license(elements: dict[str, dict[str, Any]], end: object) -> str:
    name = str(end)
    if name.startswith(_LISTED):
        return name.removeprefix(_LISTED)
    element = elements.get(name, {})
    if element.get("type") == "simplelicensing_LicenseExpression":
        return _text(element, "simplelicensing_licenseExpression")
    return name.rpartition("#")[2] if element else ""


def _spdx3(elements: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str | None]]:
    for one in elements.values():
        if one.get("type") == "software_File":
            yield _text(one, "name"), _digest(one, "verifiedUsing", "algorithm", "hashValue")


def _roots(element: dict[str, Any]) -> list[Any]:
    return _list(element, "rootElement")


def _cyclonedx_main(document: dict[str, Any]) -> dict[str, Any]:
    """Return what the document is about; its own files lie in it."""
    about = document.get("metadata")
    main = about.get("component") if isinstance(about, dict) else None
    return main if isinstance(main, dict) else {}


def _cyclonedx_licenses(component: dict[str, Any]) -> list[str]:
    choices = _dicts(component, "licenses")
    declared = [one for one in choices if _how(one) == "declared"] or choices
    return [_choice(one) for one in declared]


def _how(choice: dict[str, Any]) -> str:
    license_ = choice.get("license")
    return _text(license_ if isinstance(license_, dict) else choice, "acknowledgement")


def _choice(choice: dict[str, Any]) -> str:
    license_ = choice.get("license")
    if isinstance(license_, dict):
        return _first(_text(license_, "id"), _text(license_, "name"))
    return _text(choice, "expression")


def _cyclonedx(holder: dict[str, Any], depth: int) -> Iterator[tuple[str, str | None]]:
    for one in _dicts(holder, "components"):
        if one.get("type") == "file":
            yield _text(one, "name"), _digest(one, "hashes", "alg", "content")
        if depth < _MOST_DEEP:
            yield from _cyclonedx(one, depth + 1)


def _digest(holder: dict[str, Any], key: str, algorithm: str, value: str) -> str | None:
    named = (one for one in _dicts(holder, key) if _text(one, algorithm).lower().replace("-", "") == "sha256")
    return next((_text(one, value) for one in named), None)


def _first(*values: str) -> str:
    return next((value for value in values if value not in _UNSAID), "")


def _text(holder: object, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""


def _list(holder: dict[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def _dicts(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [one for one in _list(holder, key) if isinstance(one, dict)]
