"""Every YAML file of policy/ and licenses/ has a schema and keeps it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from house.repository import ROOT, name_of, tracked_under
from rail.knowledge.records import read_record

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = ROOT / "policy" / "schema"

# Which schema a file is held against, by its path; the first that matches.
KINDS = (
    (r"licenses/[^/]+/license\.yaml", "license"),
    (r"licenses/hub_ids\.yaml", "hub-ids"),
    (r"licenses/families\.yaml", "families"),
    (r"licenses/upstreams/[^/]+\.yaml", "upstreams"),
    (r"licenses/mentions\.yaml", "mentions"),
    (r"policy/vocabulary/[^/]+\.yaml", "vocabulary"),
    (r"policy/positions/[^/]+\.yaml", "position"),
    (r"policy/patterns/[^/]+\.yaml", "patterns"),
    (r"policy/cards/(model|dataset|governance)\.yaml", "card-template"),
    (r"policy/cards/profiles\.yaml", "card-profiles"),
    (r"policy/cards/croissant\.yaml", "croissant"),
    (r"policy/cards/keys\.yaml", "card-keys"),
    (r"policy/clauses/[^/]+\.yaml", "clauses"),
    (r"policy/standards/[^/]+\.yaml", "standard"),
    (r"policy/questions/choose\.yaml", "choose-questions"),
    (r"policy/questions/licensors\.yaml", "licensors"),
    (r"policy/packs/[^/]+/pack\.yaml", "pack"),
    (r"policy/packs/[^/]+/[^/]+\.cases\.yaml", "cases"),
    (r"policy/packs/[^/]+/[^/]+\.yaml", "rule"),
)
CONTENT = [path for path in tracked_under("licenses", "policy") if path.suffix == ".yaml"]


@cache
def validator(kind: str) -> Draft202012Validator:
    """Return the validator of one kind of file."""
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def kind_of(path: Path) -> str | None:
    """Return the kind of a content file."""
    return next((kind for pattern, kind in KINDS if re.fullmatch(pattern, name_of(path))), None)


@pytest.mark.parametrize("path", CONTENT, ids=name_of)
def test_a_content_file_keeps_its_schema(path: Path) -> None:
    """A record that its schema refuses never reaches a release."""
    kind = kind_of(path)
    assert kind is not None
    errors = validator(kind).iter_errors(read_record(path))
    assert [f"{error.json_path}: {error.message}"[:300] for error in errors] == []


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_a_schema_is_one(path: Path) -> None:
    """Every schema is valid JSON Schema 2020-12 with an identifier and a title of its own."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(path.name.removesuffix(".schema.json").removesuffix(".json"))
    assert schema["title"]
