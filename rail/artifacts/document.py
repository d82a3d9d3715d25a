"""The facts as a JSON document (``policy/schema/facts.schema.json``): what rules see, in a fixed order.

Texts of others stay out of it: a licence file is given by its hash and what it was identified as, a section by its
heading and lines.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from rail.model.card import Map, Scalar, Sequence

if TYPE_CHECKING:
    from rail.model.card import Card, Node
    from rail.model.contents import Contents
    from rail.model.facts import Facts, LicenseFile
    from rail.model.lineage import Lineage

SCHEMA_VERSION = "1"
_GATE = "extra_gated_"


def facts_document(facts: Facts) -> dict[str, object]:
    """Return the document; the same facts give the same document, with the keys in the same order."""
    card = facts.card
    return {
        "schema_version": SCHEMA_VERSION,
        "source": facts.source,
        "path": _clean(facts.path),
        "revision": facts.revision,
        "name": _clean(facts.name),
        "artifact": facts.artifact,
        "hub_style": facts.hub_style,
        "files": facts.files,
        "bytes": facts.bytes,
        "components": plain(facts.components),
        "claims": plain(facts.claims),
        "license_files": [_license_file(file) for file in facts.license_files],
        "cards": [_card(one) for one in facts.cards],
        "readmes": [_card(one) for one in facts.readmes],
        "pages": [_card(one) for one in facts.pages],
        "gate": _gate(card),
        "weights": plain(facts.weights),
        "upstreams": plain(facts.upstreams),
        "lineage": plain(facts.lineage),
        "lock": plain(facts.lock),
        "links": plain(facts.links),
        "problems": plain(facts.problems),
        "overrides": plain(facts.overrides),
        "excluded": plain(facts.excluded),
        "waivers": plain(facts.waivers),
        "packs": plain(facts.packs),
        "stage": facts.stage,
        "paths": plain(facts.paths),
        "curations": plain(facts.curations),
        "own_records": plain(facts.own_records),
        "interrupted": plain(facts.interrupted),
        "contents": _contents(facts.contents),
        "scans": plain(facts.scans),
    }


def lineage_document(lineage: Lineage) -> dict[str, object]:
    """Return a lineage as reports hold it: nodes and edges as plain values, without what each place said."""
    return {
        "nodes": [
            {key: value for key, value in _fields(node).items() if key not in {"answers", "notice"}}
            | {"licenses": list(node.licenses)}
            for node in lineage.nodes
        ],
        "edges": [
            {
                "child": edge.child,
                "parent": edge.parent,
                "relation": edge.kind.value,
                "source": edge.source,
                "path": None if edge.location is None else _clean(edge.location.path),
                "line": None if edge.location is None else edge.location.line,
                "where": None if edge.where is None else _clean(edge.where),
            }
            for edge in lineage.edges
        ],
        "problems": plain(lineage.problems),
    }


def node_document(node: Node | None) -> object:
    """Return a front matter as JSON: values with their lines, mappings as lists of entries, so that nothing is lost."""
    if isinstance(node, Scalar):
        return {"value": _clean(node.text), "line": node.line, "quoted": node.quoted, "reads_as": node.reads_as}
    if isinstance(node, Sequence):
        return {"items": [node_document(item) for item in node.items], "line": node.line}
    if isinstance(node, Map):
        entries = [
            {"key": _clean(entry.key), "line": entry.line, "value": node_document(entry.value)}
            for entry in node.entries
        ]
        return {"entries": entries, "line": node.line}
    return None


def _contents(contents: Contents) -> dict[str, object]:
    value, place = contents.registry or (None, None)
    registry = None if value is None else {"value": _clean(value), "location": plain(place)}
    return {**_fields(contents), "registry": registry}


def _license_file(file: LicenseFile) -> dict[str, object]:
    document = {key: value for key, value in _fields(file).items() if key != "text"}
    return {**document, "text_sha256": hashlib.sha256(file.text.encode("utf-8", "replace")).hexdigest()}


def _card(card: Card) -> dict[str, object]:
    return {
        "path": _clean(card.path),
        "kind": card.kind,
        "has_fence": card.has_fence,
        "front_matter": node_document(card.front_matter),
        "body_line": card.body_line,
        "body_chars": card.body_chars,
        "sections": [
            {"title": _clean(section.title), "level": section.level, "line": section.line, "end_line": section.end_line}
            for section in card.sections
        ],
        "statements": plain(card.statements),
        "badges": plain(card.badges),
        "links": plain(card.links),
        "problems": plain(card.problems),
    }


def _gate(card: Card | None) -> list[object]:
    """Return the keys of the Hub's access form; whether the gate is on is a setting that no file shows."""
    if card is None or card.front_matter is None:
        return []
    return [
        {"key": _clean(entry.key), "line": entry.line, "value": node_document(entry.value)}
        for entry in card.front_matter.entries
        if entry.key.startswith(_GATE)
    ]


def plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value of the model as plain JSON: dataclasses as mappings, in the order of their fields."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, (tuple, list, set, frozenset)):
        items = [plain(item) for item in value]
        return items if isinstance(value, (tuple, list)) else sorted(items, key=str)
    if isinstance(value, dict):
        return {_clean(str(key)): plain(value[key]) for key in sorted(value, key=str)}
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return value


def _fields(value: Any) -> dict[str, object]:  # noqa: ANN401 - any dataclass of the model
    return {item.name: plain(getattr(value, item.name)) for item in fields(value)}


def _clean(text: str) -> str:
    r"""Escape lone surrogates, which no UTF-8 output can hold, as ``\xNN``."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text
