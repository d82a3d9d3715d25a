"""Case files: what a row must have, how its release is written, and how an outcome is held against it."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from rail.checks.cases import Case, content_bytes, parse_cases, write_case
from rail.checks.trials import differences
from rail.errors import DataError
from rail.knowledge.store import Knowledge
from rail.knowledge.textpack import TextPack
from rail.model.finding import Finding, Severity, SkippedRule
from rail.model.location import Location

if TYPE_CHECKING:
    from pathlib import Path

KNOWLEDGE = Knowledge.load()
ROW: dict[str, Any] = {"name": "n", "files": {}, "expect": "fires"}
CASE = parse_cases([ROW], "here")[0]
FOUND = Finding("r:1", "r", Severity.REVIEW, "medium", Location("a/b.md", 3), "It is so.", "Why.", "Mend it.")
SKIPPED = (SkippedRule("r", "cannot tell"), SkippedRule("r", "nor here"))


def test_a_row_is_a_case_with_defaults() -> None:
    """What is no key of a case is an expectation."""
    assert Case("n", {}, "fires", hub=False, folder="release", links={}, upstreams={}, wanted={}) == CASE
    whole = {
        "hub": True,
        "folder": "f",
        "links": {"a": "b"},
        "upstreams": {"x/y": "mit"},
        "as_of": "2026-01-01",
        "params": {"p": 1},
    }
    wanted = {"at": "a", "count": 1}
    assert parse_cases([{**ROW, **whole, **wanted}], "here")[0] == replace(CASE, **whole, wanted=wanted)


@pytest.mark.parametrize("row", [{**ROW, "expect": "maybe"}, {**ROW, "name": ""}, {"name": "n", "expect": "fires"}])
def test_a_row_that_lacks_something_is_refused_by_its_number(row: dict[str, Any]) -> None:
    """The place names the file and counts from one."""
    with pytest.raises(DataError, match=r"^here: case 2: expected name, files, and expect: fires \| silent \| skips$"):
        parse_cases([ROW, row], "here")


@pytest.mark.parametrize("name", ["/x", "../x", "a/../x", "", "."])
@pytest.mark.parametrize("key", ["files", "links", "folder"])
def test_a_case_writes_nothing_outside_of_its_release(tmp_path: Path, name: str, key: str) -> None:
    """Files, links and the folder itself lie below the folder that was given."""
    case = replace(CASE, **{key: name if key == "folder" else {name: "x"}})
    with pytest.raises(DataError, match="a file of a case lies inside its release"):
        write_case(case, tmp_path, KNOWLEDGE)
    assert list(tmp_path.iterdir()) == []


def test_a_release_is_written_with_its_links(tmp_path: Path) -> None:
    """Folders are made as they are needed; two files may share one."""
    case = replace(CASE, folder="r", files={"a/b/c.md": "one", "a/b/d.md": "two"}, links={"l": "a/b/c.md"})
    assert write_case(case, tmp_path, KNOWLEDGE) == tmp_path / "r"
    assert (tmp_path / "r" / "a" / "b" / "d.md").read_text() == "two"
    assert (tmp_path / "r" / "l").is_symlink()
    assert (tmp_path / "r" / "l").read_text() == "one"


def made(**recipe: object) -> str:
    """Return the text that a recipe makes."""
    return content_bytes(recipe, KNOWLEDGE).decode()


def test_a_text_comes_from_the_pack_whole_or_changed() -> None:
    """Words stand before and after it; one place is replaced; a clause goes by its id or by the use it forbids."""
    text = TextPack.load().text("mit")
    assert text is not None
    assert made(text="mit") == text
    assert made(text="mit", before="A\n", after="\nZ") == f"A\n{text}\nZ"
    assert made(text="mit", replace=["the", "THE"]) == text.replace("the", "THE", 1)
    assert content_bytes(["one", {"text": "mit"}], KNOWLEDGE).decode() == f"one\n\n{text}"
    record = KNOWLEDGE.license("creativeml-openrail-m")
    whole = TextPack.load().text("creativeml-openrail-m")
    assert record is not None
    assert record.terms is not None
    assert whole is not None
    term = next(term for term in record.terms.terms if term.about == "medical-advice")
    clause = record.clause(term.clause)
    assert clause is not None
    expected = whole[: clause.span[0]] + whole[clause.span[1] :]
    assert len(expected) < len(whole)
    assert made(text="creativeml-openrail-m", drop="medical-advice") == expected
    assert made(text="creativeml-openrail-m", drop=term.clause) == expected


def test_notices_and_restrictions_are_cut_from_the_text() -> None:
    """Each stands in the text word for word; the restrictions are all clauses that forbid a use, once each."""
    whole = TextPack.load().text("llama2") or ""
    assert made(notice="llama2") in whole
    assert "All Rights Reserved" in made(notice="llama2")
    record = KNOWLEDGE.license("creativeml-openrail-m")
    assert record is not None
    assert record.terms is not None
    text = TextPack.load().text("creativeml-openrail-m") or ""
    clauses = {term.clause for term in record.terms.terms if term.kind.value == "prohibition"}
    told = made(restrictions="creativeml-openrail-m")
    for name in clauses:
        clause = record.clause(name)
        assert clause is not None
        assert told.count(text[clause.span[0] : clause.span[1]]) == 1


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        ({"text": "no-such"}, "no-such: the text pack does not hold this text"),
        ({"text": "mit", "drop": "no-such"}, "mit: has no clause 'no-such'"),
        ({"text": "mit", "replace": ["no such words", ""]}, "mit: does not hold the words to replace"),
        ({"notice": "mit"}, "mit: asks for no notice"),
        ({"notice": "no-such"}, "no-such: asks for no notice"),
        ({"restrictions": "no-such"}, "no-such: has no recorded restrictions"),
        ({"words": "x"}, r"a content is a text, a list, or one of text, .*; got \['words'\]"),
    ],
)
def test_a_recipe_that_makes_nothing_is_refused(recipe: dict[str, object], message: str) -> None:
    """The message names the licence and what it lacks."""
    with pytest.raises(DataError, match=f"^{message}"):
        content_bytes(recipe, KNOWLEDGE)


def test_bytes_are_made_for_files_that_are_no_text() -> None:
    """A header of weights is well formed; made-up tokens are the same every time."""
    weights = content_bytes({"safetensors": {"license": "mit"}}, KNOWLEDGE)
    size = struct.unpack("<Q", weights[:8])[0]
    header = json.loads(weights[8 : 8 + size])
    assert header == {"__metadata__": {"license": "mit"}, "w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}
    assert weights[8 + size :] == bytes(4)
    assert content_bytes({"bytes": "00ff"}, KNOWLEDGE) == b"\x00\xff"
    assert content_bytes({"zeros": 3}, KNOWLEDGE) == bytes(3)
    token = made(token="pre_", length=20, before="<", after=">")  # noqa: S106 # no secret
    assert (token[:5], len(token), token[-1], token) == (
        "<pre_",
        26,
        ">",
        made(token="pre_", length=20, before="<", after=">"),  # noqa: S106 # no secret
    )


@pytest.mark.parametrize(
    ("expect", "findings", "skips", "expected"),
    [
        ("fires", (FOUND,), (), []),
        ("fires", (FOUND,), SKIPPED, []),
        ("skips", (), SKIPPED, []),
        ("silent", (), (), []),
        ("silent", (FOUND,), (), ["expected silent, got fires: ['It is so.']"]),
        ("fires", (), SKIPPED, ["expected fires, got skips: ['cannot tell', 'nor here']"]),
        ("skips", (), (), ["expected skips, got silent: []"]),
    ],
)
def test_an_outcome_is_held_against_the_case(
    expect: str, findings: tuple[Finding, ...], skips: tuple[SkippedRule, ...], expected: list[str]
) -> None:
    """A finding counts before a skip; what was said instead is told."""
    assert differences(replace(CASE, expect=expect), (findings, skips)) == expected


def test_a_rule_that_does_not_run_is_silent() -> None:
    """Nothing else can be expected of it."""
    assert differences(replace(CASE, expect="silent"), None) == []
    assert differences(CASE, None) == ["the rule does not run on such a release"]


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("at", "a/b.md:3", "a/b.md"),
        ("severity", "review", "error"),
        ("confidence", "medium", "high"),
        ("message_has", "so.", "Mend"),
        ("fix_has", "Mend", "so."),
        ("count", 1, 2),
        ("reason_has", "tell nor", "never"),
    ],
)
def test_more_may_be_expected_of_the_first_finding(key: str, right: object, wrong: object) -> None:
    """The place, the weight, words of its texts, how many there are, and words of the reasons."""
    assert differences(replace(CASE, wanted={key: right}), ((FOUND,), SKIPPED)) == []
    assert len(differences(replace(CASE, wanted={key: wrong}), ((FOUND,), SKIPPED))) == 1


def test_an_expectation_that_nothing_can_meet() -> None:
    """A place where nothing is found is a difference; a key that does not exist is an error."""
    silent = replace(CASE, expect="silent", wanted={"at": "a"})
    assert differences(silent, ((), ())) == ["at: expected 'a', got ''"]
    with pytest.raises(DataError, match=r"^where: no such expectation$"):
        differences(replace(CASE, wanted={"where": "a"}), ((FOUND,), ()))
