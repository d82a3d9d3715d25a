"""Compile ``licenses/``, ``policy/`` and LicenseDB's names into the knowledge pack that is read at run time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from rail.errors import DataError
from rail.knowledge.cues import cues_of
from rail.knowledge.licensedb import read_licensedb
from rail.knowledge.names import name_key
from rail.knowledge.pack import PACK_NAME, write_pack
from rail.knowledge.records import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rail.knowledge.licensedb import LicenseDbText

Plain = dict[str, Any]
_EXPRESSION = re.compile(r"[\\|(\[?*+^$]")
_LONGEST_EXPRESSION = 2000


def compile_knowledge(licenses: Path, policy: Path, target: Path) -> list[Plain]:
    """Write the knowledge pack into ``target`` and return the licence records that it was made of.

    Raises:
        DataError: a record cannot be read, or refers to something that does not exist.
    """
    target.mkdir(parents=True, exist_ok=True)
    records = read_licenses(licenses)
    texts = [text for text in read_licensedb() if not text.deprecated and text.text.strip()]
    write_pack(target / PACK_NAME, knowledge_sections(records, texts, licenses, policy))
    return records


def read_licenses(licenses: Path) -> list[Plain]:
    """Return every ``license.yaml``, sorted by id; the folder's name is the id.

    Raises:
        DataError: a record's id is not its folder's name.
    """
    records = []
    for path in sorted(licenses.glob("*/license.yaml")):
        record = read_record(path)
        if record["id"] != path.parent.name:
            message = f"{path}: id: {record['id']!r} is not the folder's name {path.parent.name!r}"
            raise DataError(message)
        records.append(record)
    return records


def knowledge_sections(
    records: list[Plain], texts: list[LicenseDbText], licenses: Path, policy: Path
) -> dict[str, object]:
    """Return the sections of the knowledge pack."""
    hub_ids = read_record(licenses / "hub_ids.yaml")
    families = read_record(licenses / "families.yaml")["families"]
    held = {record["text"]["pack"] for record in records if record["text"]["pack"]}
    sections: dict[str, object] = {f"license/{record['id']}": record for record in records}
    sections["hub_ids"] = hub_ids["ids"]
    sections["families"] = families
    sections |= upstream_sections(licenses / "upstreams")
    sections["texts"] = {text.key: [text.name, text.spdx] for text in texts if text.key not in held}
    sections["names"] = name_tables(records, texts, hub_ids["ids"], families)
    sections["vocabulary"] = {
        content["kind"]: content["entries"]
        for content in map(read_record, sorted((policy / "vocabulary").glob("*.yaml")))
    }
    sections["positions"] = [read_record(path) for path in sorted((policy / "positions").glob("*.yaml"))]
    sections["date"] = max([record["text"]["read_on"] for record in records] + [hub_ids["read_on"]])
    for pack in sorted(path for path in (policy / "packs").iterdir() if path.is_dir()):
        sections[f"rules/{pack.name}"] = [read_record(path) for path in _rule_files(pack)]
        sections[f"pack/{pack.name}"] = [read_record(pack / "pack.yaml"), _override_lines(pack / "pack.yaml")]
    for path in sorted((policy / "standards").glob("*.yaml")):
        sections[f"standard/{path.stem}"] = read_record(path)
    for path in sorted((policy / "questions").glob("*.yaml")):
        sections[f"questions/{path.stem}"] = read_record(path)
    for path in sorted((policy / "cards").glob("*.yaml")):
        sections[f"card/{path.stem}"] = read_record(path)
    for path in sorted((policy / "patterns").glob("*.yaml")):
        sections[f"patterns/{path.stem}"] = read_record(path)["entries"]
    sections["clauses"] = [read_record(path) for path in sorted((policy / "clauses").glob("*.yaml"))]
    told = (value for name, value in sections.items() if name.startswith(("rules/", "patterns/")))
    sections["cues"] = {text: cues for text in set(_texts(list(told))) if (cues := cues_of(text))}
    return sections


def _texts(value: object) -> Iterator[str]:
    """Yield every text in some plain data that may be a regular expression."""
    if isinstance(value, str):
        if len(value) <= _LONGEST_EXPRESSION and _EXPRESSION.search(value):
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def name_tables(
    records: list[Plain], texts: list[LicenseDbText], hub_ids: list[Plain], families: list[Plain]
) -> dict[str, dict[str, Any]]:
    """Return the tables of ``rail.knowledge.resolve.NameTables``; our own records win over LicenseDB's names."""
    record_of = {record["text"]["pack"]: record["id"] for record in records if record["text"]["pack"]}
    tables: dict[str, dict[str, Any]] = {
        name: {} for name in ("hub", "records", "spdx", "licensedb", "names", "families", "hub_of")
    }
    for text in texts:
        license_id = record_of.get(text.key, text.key)
        tables["licensedb"][text.key.lower()] = license_id
        tables["names"].setdefault(name_key(text.name), license_id)
        if text.spdx:
            tables["spdx"][text.spdx.lower()] = license_id
    for record in records:
        add_record_names(tables, record)
    for record in records:
        for name in record.get("misnomers", ()):
            tables["names"].setdefault(name_key(name), record["id"])
    for hub in hub_ids:
        _add_hub_id(tables, hub)
    for family in families:
        for name in (family["name"], *family["names"]):
            tables["families"][name_key(name)] = family["id"]
    return tables


def add_record_names(tables: dict[str, dict[str, Any]], record: Plain) -> None:
    """Enter the names of one record; they take the place of LicenseDB's."""
    ids = record["ids"]
    tables["records"][record["id"].lower()] = record["id"]
    if ids["spdx"]:
        tables["spdx"][ids["spdx"].lower()] = record["id"]
    if ids["licensedb"]:
        tables["licensedb"][ids["licensedb"].lower()] = record["id"]
    for name in (record["id"], record["name"], *record["names"]):
        tables["names"][name_key(name)] = record["id"]


def _add_hub_id(tables: dict[str, dict[str, Any]], hub: Plain) -> None:
    license_id = hub["license"]
    spdx = hub["spdx"]
    if license_id is None and spdx:
        license_id = tables["spdx"].get(spdx.lower()) or tables["licensedb"].get(spdx.lower())
    if license_id is None and hub["licensedb"]:
        license_id = tables["licensedb"].get(hub["licensedb"].lower())
    hub["license"] = license_id
    tables["hub"][hub["id"]] = [license_id, hub["family"], hub["placeholder"]]
    if license_id is not None:
        tables["hub_of"].setdefault(license_id, hub["id"])


def upstream_sections(folder: Path) -> dict[str, dict[str, Plain]]:
    """Return ``upstreams/model`` and ``upstreams/dataset``: every name, in lower case, with its entry.

    Raises:
        DataError: a name stands twice.
    """
    tables: dict[str, dict[str, Plain]] = {"upstreams/model": {}, "upstreams/dataset": {}}
    for path in sorted(folder.glob("*.yaml")):
        content = read_record(path)
        table = tables[f"upstreams/{content['kind']}"]
        for row in content["upstreams"]:
            for name in (row["name"], *row.get("names", ())):
                if name.lower() in table:
                    message = f"{path}: {name!r} stands twice"
                    raise DataError(message)
                table[name.lower()] = row
    return tables


def _override_lines(path: Path) -> dict[str, int]:
    """Return the line of each rule that a ``pack.yaml`` says something about, and of ``severities``."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    rows = [] if root is None else root.value
    rules = [value.value for key, value in rows if key.value == "rules"]
    keys = [key for entries in rules for key, _ in entries] + [key for key, _ in rows if key.value == "severities"]
    return {key.value: key.start_mark.line + 1 for key in keys}


def _rule_files(pack: Path) -> list[Path]:
    return sorted(
        path for path in pack.glob("*.yaml") if path.name != "pack.yaml" and not path.name.endswith(".cases.yaml")
    )
