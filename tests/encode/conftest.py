"""The licence of our own, and what a record is held against."""

from __future__ import annotations

import json
from typing import Any

import pytest

from encode.harbour import TEXT, harbour_record
from rail.encode.lint.problem import House
from rail.knowledge.records import read_record
from rail.resources import content_dir


@pytest.fixture(scope="session")
def house() -> House:
    """Return the vocabulary, the records and the schema of this checkout."""
    policy = content_dir("policy")
    contents = map(read_record, sorted((policy / "vocabulary").glob("*.yaml")))
    words = {item["kind"]: {entry["id"]: entry.get("parent") for entry in item["entries"]} for item in contents}
    mit = read_record(content_dir("licenses") / "mit" / "license.yaml")
    schema = json.loads((policy / "schema" / "license.schema.json").read_text(encoding="utf-8"))
    return House(words, {"mit": mit}, schema)


@pytest.fixture
def record() -> dict[str, Any]:
    """Return a record that has nothing wrong with it."""
    return harbour_record()


@pytest.fixture(scope="session")
def text() -> str:
    """Return the licence's text."""
    return TEXT
