"""``use-restrictions.json``: all terms of a release, for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from documents.terms_of_records import RECORDS, VOCABULARY, by_kind, record, release
from rail.documents.release_terms import ComponentTerms, Instrument, ReleaseTerms, clause_words
from rail.documents.use_restrictions import read_use_restrictions, write_use_restrictions
from rail.errors import InputError
from rail.knowledge.textpack import TextPack
from rail.resources import content_dir

if TYPE_CHECKING:
    from rail.model.license import License

SCHEMA = json.loads((content_dir("policy") / "schema" / "use-restrictions.schema.json").read_text(encoding="utf-8"))


def written(terms: ReleaseTerms) -> dict[str, Any]:
    """Return the document as a program reads it."""
    document = json.loads(write_use_restrictions(terms, VOCABULARY))
    assert isinstance(document, dict)
    return document


@pytest.mark.parametrize("license_", RECORDS, ids=lambda license_: str(license_.id))
def test_every_record_is_written_in_the_schema_and_read_back_whole(license_: License) -> None:
    """Nothing that a record says is lost in the file."""
    text = write_use_restrictions(release(Instrument(license_)), VOCABULARY)
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(text))) == []
    terms = read_use_restrictions(text)[str(license_.id)]
    assert terms is not None
    assert license_.terms is not None
    assert terms.flow_down is license_.terms.flow_down
    assert terms.terms == by_kind(license_)


def test_without_the_text_no_words_of_the_licence_are_written() -> None:
    """The clause is pointed at by label and hash."""
    row = written(release(Instrument(record("creativeml-openrail-m"))))["licenses"][0]["restrictions"][0]
    assert set(row["clause"]) == {"id", "label", "sha256"}


def test_with_the_text_every_clause_is_quoted_and_its_hash_is_that_of_the_words() -> None:
    """Who reads the file can check each quotation."""
    license_ = record("creativeml-openrail-m")
    text = TextPack.load().text("creativeml-openrail-m")
    assert text is not None
    one = Instrument(license_, "LICENSE", "0" * 64, clause_words(license_, text))
    row = written(release(one))["licenses"][0]
    assert row["text"]["path"] == "LICENSE"
    assert row["text"]["sha256"] == "0" * 64
    clauses = [item["clause"] for item in row["restrictions"]]
    assert clauses != []
    assert all(clause["words"] in text for clause in clauses)
    assert [sha256(clause["words"].encode()).hexdigest() for clause in clauses] == [row["sha256"] for row in clauses]


def test_another_text_gives_no_words() -> None:
    """A text that is not the record's is refused, by the clause that differs."""
    license_ = record("creativeml-openrail-m")
    text = TextPack.load().text("creativeml-openrail-m")
    assert text is not None
    with pytest.raises(InputError, match="clause a-c differs"):
        clause_words(license_, text.replace("verifiably false", "verifiably true "))


def test_a_licence_without_terms_says_that_they_are_not_known() -> None:
    """Empty lists of a licence that nobody encoded are no permission."""
    license_ = replace(record("mit"), terms=None)
    text = write_use_restrictions(release(Instrument(license_)), VOCABULARY)
    row = json.loads(text)["licenses"][0]
    assert (row["terms_known"], row["flow_down"], row["restrictions"]) == (False, None, [])
    assert read_use_restrictions(text) == {"mit": None}


def test_a_licence_of_two_components_stands_once() -> None:
    """Components name their licences by id."""
    one, code = Instrument(record("llama3.1")), Instrument(record("mit"))
    policy = Instrument(record("llama3.1-use-policy"))
    components = (
        ComponentTerms("weights", "weights", (one, policy), ("model.safetensors",)),
        ComponentTerms("docs", "docs", (one,)),
        ComponentTerms("code", "code", (code,)),
    )
    document = written(ReleaseTerms("ours", "2026-11-24", components, "Ours Inc.", "1.0"))
    assert [row["id"] for row in document["licenses"]] == ["llama3.1", "llama3.1-use-policy", "mit"]
    assert document["components"][0]["licenses"] == ["llama3.1", "llama3.1-use-policy"]
    assert document["release"] == {"name": "ours", "version": "1.0", "licensor": "Ours Inc."}


def test_hostile_names_stay_data() -> None:
    """Markup, line breaks and halves of characters in a licensor's name give a file that can be read."""
    terms = replace(release(Instrument(record("mit"))), licensor='<b>"Ours"\n\ud800', name="\udcff")
    text = write_use_restrictions(terms, VOCABULARY)
    assert text.isascii()
    assert json.loads(text)["release"]["licensor"] == '<b>"Ours"\n\ufffd'


@pytest.mark.parametrize("text", ["", "[]", '{"schema_version": "1"}', "[" * 100_000])
def test_what_is_no_such_file_is_refused(text: str) -> None:
    """The error names the file."""
    with pytest.raises(InputError, match=r"use-restrictions\.json"):
        read_use_restrictions(text)
