"""A first record for a text: right places and hashes, known clauses with their terms, the rest marked as open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rail.encode.draft import draft_record
from rail.encode.lint.record import lint_record
from rail.knowledge.records import read_record
from rail.knowledge.store import Knowledge
from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    from pathlib import Path

    from rail.encode.lint.problem import House


@pytest.fixture
def drafted(tmp_path: Path, text: str) -> dict[str, Any]:
    """Return the draft for the licence of our own."""
    path = tmp_path / "license.yaml"
    path.write_text(draft_record(text, "harbour-1.0", Knowledge.load(), "2026-11-24"), encoding="utf-8")
    content: dict[str, Any] = read_record(path)
    return content


def test_a_draft_is_yaml_with_the_places_of_the_text(drafted: dict[str, Any], text: str) -> None:
    """Every passage with a mark is a clause at its place."""
    passages = {clause["label"]: text[slice(*clause["span"])] for clause in drafted["clauses"]}
    assert passages["(c)"] == "(c) to give medical advice."
    assert [term["clause"] for term in drafted["terms"]["items"]] == ["(a)"[1:2], "b", "c"]


def test_a_draft_is_refused_until_a_person_has_decided(drafted: dict[str, Any], house: House, text: str) -> None:
    """Everything open is named."""
    open_places = {problem.where for problem in lint_record(drafted, house, text) if "todo" in problem.message}
    assert {"name", "steward", "review_by", "terms.flow_down", "terms.items[2].about"} <= open_places


def test_an_item_brings_the_use_that_it_may_be_about(text: str) -> None:
    """The proposal stands in a comment; the field stays open."""
    lines = draft_record(text, "harbour-1.0", Knowledge.load(), "2026-11-24").splitlines()
    item = next(line for line in lines if 'clause: "c"' in line)
    assert "about: todo" in item
    assert "medical-advice" in item.partition("# perhaps ")[2]


def test_a_clause_with_the_words_of_a_known_one_brings_its_terms(tmp_path: Path) -> None:
    """A text built from clauses of a known licence is encoded where it agrees with it."""
    knowledge = Knowledge.load()
    known = knowledge.license("creativeml-openrail-m")
    text = TextPack.load().text("creativeml-openrail-m")
    assert known is not None
    assert known.terms is not None
    assert text is not None
    path = tmp_path / "license.yaml"
    path.write_text(draft_record(text, "copy-1.0", knowledge, "2026-11-24"), encoding="utf-8")
    items = read_record(path)["terms"]["items"]
    prohibited = {item["about"] for item in items if item["kind"] == "prohibition"}
    assert prohibited == set(known.terms.restricted_uses())
