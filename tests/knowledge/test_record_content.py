"""What records say: known words, clauses in order, hashes that are those of the text, restrictions counted."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest

from rail.knowledge.licensedb import read_licensedb
from rail.knowledge.records import read_record
from rail.resources import content_dir

Record = dict[str, Any]

RECORDS: dict[str, Record] = {
    path.parent.name: read_record(path) for path in sorted(content_dir("licenses").glob("*/license.yaml"))
}
KIND_OF = {"permission": "permissions", "prohibition": "uses", "duty": "duties", "limit": "limits"}

# An independent count of each text's list of restrictions. DeepSeek's first item joins two restrictions.
ITEMS = {
    "bigscience-bloom-rail-1.0": 13,
    "bigscience-openrail-m": 13,
    "creativeml-openrail-m": 11,
    "creativeml-openrailpp-m": 11,
    "bigcode-openrail-m": 14,
    "aipubs-openrail-m-0.1": 11,
    "aipubs-openrail-s-0.1": 11,
    "deepseek-1.0": 11,
    "responsible-ai-source-1.1": 17,
}


@cache
def words() -> dict[str, dict[str, Record]]:
    """Return the vocabulary: kind -> id -> entry."""
    files = map(read_record, sorted((content_dir("policy") / "vocabulary").glob("*.yaml")))
    return {content["kind"]: {entry["id"]: entry for entry in content["entries"]} for content in files}


@cache
def pack_texts() -> dict[str, str]:
    """Return the texts that records take from the pack."""
    wanted = {record["text"]["pack"] for record in RECORDS.values()}
    return {text.key: text.text for text in read_licensedb() if text.key in wanted}


def items(record: Record) -> list[Record]:
    """Return the terms of a record."""
    return list(record["terms"]["items"])


def unknown_words(record: Record) -> list[tuple[str, str]]:
    """Return the words of a record's terms that the vocabulary lacks, each with its term."""
    found = []
    for term in items(record):
        if term["about"] not in words()[KIND_OF[term["kind"]]]:
            found.append((term["id"], term["about"]))
        found += [(term["id"], action) for action in term.get("when", ()) if action not in words()["actions"]]
        for dimension, values in term.get("qualifiers", {}).items():
            qualifiers = words()["qualifiers"]
            found += [(term["id"], v) for v in values if qualifiers.get(v, {}).get("parent") != dimension]
    return found


@pytest.mark.parametrize("name", RECORDS)
def test_terms_use_known_words_only(name: str) -> None:
    """Every use, permission, duty, limit, action and qualifier of a record is defined in the vocabulary."""
    assert unknown_words(RECORDS[name]) == []


@pytest.mark.parametrize("name", RECORDS)
def test_every_term_has_its_clause(name: str) -> None:
    """A term stands on a clause of the same record, and its id is its own."""
    clauses = {clause["id"] for clause in RECORDS[name]["clauses"]}
    terms = items(RECORDS[name])
    assert [term["id"] for term in terms if term["clause"] not in clauses] == []
    assert len({term["id"] for term in terms}) == len(terms)


@pytest.mark.parametrize("name", [name for name, record in RECORDS.items() if record["text"]["pack"]])
def test_spans_and_hashes_are_those_of_the_packs_text(name: str) -> None:
    """The passage at a clause's place has the clause's hash."""
    record = RECORDS[name]
    text = pack_texts()[record["text"]["pack"]]
    assert sha256(text.encode()).hexdigest() == record["text"]["pack_sha256"]
    passages = {clause["id"]: text[slice(*clause["span"])] for clause in record["clauses"]}
    hashes = {key: sha256(passage.encode()).hexdigest() for key, passage in passages.items()}
    assert hashes == {clause["id"]: clause["sha256"] for clause in record["clauses"]}


@pytest.mark.parametrize(("name", "count"), ITEMS.items())
def test_each_item_of_a_list_of_restrictions_is_a_clause(name: str, count: int) -> None:
    """As many clauses carry prohibitions as the text has items."""
    carriers = {term["clause"] for term in items(RECORDS[name]) if term["kind"] == "prohibition"}
    assert len(carriers) == count


@pytest.mark.parametrize("name", ITEMS)
def test_clauses_of_use_based_licences_stand_in_order(name: str) -> None:
    """No clause begins before the one ahead of it has ended."""
    spans = [tuple(clause["span"]) for clause in RECORDS[name]["clauses"]]
    assert [pair for pair in pairwise(spans) if pair[1][0] < pair[0][1]] == []


@pytest.mark.parametrize(
    "kind", sorted({"uses", "permissions", "duties", "limits", "qualifiers", "purposes", "actions"})
)
def test_parents_exist_and_end(kind: str) -> None:
    """Every broader entry exists, and no entry is its own ancestor."""
    entries = words()[kind]
    for entry in entries.values():
        seen = [entry["id"]]
        while (parent := entries[seen[-1]].get("parent")) is not None:
            assert parent in entries
            assert parent not in seen
            seen.append(parent)


def test_uses_cover_the_36_categories_once() -> None:
    """Each category of the matrix is one use."""
    codes = sorted(entry["matrix"] for entry in words()["uses"].values() if "matrix" in entry)
    assert codes == [f"R{number:02}" for number in range(1, 37)]


def test_uses_have_examples_on_both_sides() -> None:
    """A use that terms may name says what falls under it and what does not."""
    parents = {entry.get("parent") for entry in words()["uses"].values()}
    bare = [
        entry["id"]
        for entry in words()["uses"].values()
        if entry["id"] not in parents and not (entry.get("in_scope") and entry.get("out_of_scope"))
    ]
    assert bare == []
