"""The clause library: whole, consistent, and honest about who has read it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rail.attach.compose.library import DIMENSIONS, REVIEW_STATUS
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.attach.compose.library import Clause, Library

VERSIONS = Path(__file__).with_name("clause_versions.json")
PLACE = re.compile(r"\{([^{}]+)\}")


def all_clauses(library: Library) -> dict[str, Clause]:
    """Return everything that has a version, by the id that it has in a record."""
    definitions = {f"def-{name}": clause for name, clause in library.definitions.items()}
    return {**definitions, **library.provisions, **library.restrictions}


def texts(clause: Clause) -> Iterator[str]:
    """Yield the words of a clause."""
    yield clause.content["text"]
    yield from (part["text"] for part in clause.content.get("parts", ()))
    yield from clause.content.get("phrases", {}).values()


def root(use: str) -> str:
    """Return the group of a use."""
    entries = Knowledge.load().vocabulary().kinds["uses"]
    while entries[use].parent:
        use = entries[use].parent
    return use


def test_every_category_of_the_vocabulary_has_a_clause(library: Library) -> None:
    """What a licence may restrict can be composed, pure groups apart."""
    entries = Knowledge.load().vocabulary().kinds["uses"]
    groups = {entry.parent for entry in entries.values()} - {None}
    pure = {name for name in groups if entries[name].parent is None}
    assert set(library.restrictions) == set(entries) - pure


def test_a_clause_stands_in_the_group_of_its_use(library: Library) -> None:
    """The vocabulary's groups are those of the schedule."""
    assert {use: clause.domain for use, clause in library.restrictions.items()} == {
        use: root(use) for use in library.restrictions
    }


def test_every_qualifier_is_one_of_the_vocabulary_and_can_be_said(library: Library) -> None:
    """What is offered has a dimension, a sentence and words."""
    known = {name: entry.parent for name, entry in Knowledge.load().vocabulary().kinds["qualifiers"].items()}
    for use in library.restrictions:
        for dimension, values in library.qualifiers(use).items():
            assert dimension in DIMENSIONS
            for value in values:
                assert known[value] == dimension
                form, words = library.phrase(use, value)
                assert form in library.plain["words"]
                assert words


def test_every_value_of_a_dimension_of_the_vocabulary_can_be_said(library: Library) -> None:
    """No qualifier is missing, but those of object and strength, which the text itself says."""
    known = Knowledge.load().vocabulary().kinds["qualifiers"].values()
    assert {entry.id for entry in known if entry.parent in DIMENSIONS} == set(library.phrases)


def test_a_restriction_of_a_licence_with_a_record_can_be_composed(library: Library) -> None:
    """Every qualifier with which a known licence narrows or widens a use is offered for that use."""
    terms = [term for item in Knowledge.load().licenses() if item.terms for term in item.terms.terms]
    stated = {
        (term.about, dimension, value)
        for term in terms
        if term.about in library.restrictions
        for dimension, values in term.qualifiers.items()
        if dimension in DIMENSIONS
        for value in values
    }
    offered = {
        (use, dimension, value)
        for use in library.restrictions
        for dimension, values in library.qualifiers(use).items()
        for value in values
    }
    assert sorted(stated - offered) == []


def test_ids_are_used_once(library: Library) -> None:
    """A record names clauses by id."""
    count = len(library.definitions) + len(library.provisions) + len(library.restrictions)
    assert len(all_clauses(library)) == count


def test_nothing_claims_to_have_been_reviewed(library: Library) -> None:
    """No lawyer has read a clause; when one has, this test is what changes."""
    assert {clause.status for clause in all_clauses(library).values()} == {REVIEW_STATUS}
    assert library.plain["status"] == REVIEW_STATUS


def test_defined_terms_are_marked_wherever_they_are_used(library: Library) -> None:
    """A defined term without braces would be missing from the definitions of a text."""
    terms = [
        name
        for clause in library.definitions.values()
        for name in (clause.content["term"], *clause.content.get("also", ()))
    ]
    bare = re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b")
    phrases = [row["text"] for row in library.phrases.values()]
    words = [text for name, text in library.plain["words"].items() if name not in {"licensor", "schedule"}]
    every = [text for clause in all_clauses(library).values() for text in texts(clause)]
    assert [text for text in (*every, *phrases, *words) if bare.search(PLACE.sub("", text))] == []


def test_a_changed_clause_has_another_version(library: Library) -> None:
    """Hash and version of each clause are on record; a clause that changes under its version is found here."""
    now = {name: [clause.version, clause.sha256] for name, clause in sorted(all_clauses(library).items())}
    if os.environ.get("RAIL_UPDATE_GOLDEN"):
        VERSIONS.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    before = json.loads(VERSIONS.read_text(encoding="utf-8"))
    stale = [name for name in now.keys() & before.keys() if now[name] != before[name]]
    assert [name for name in stale if now[name][0] <= before[name][0]] == [], "raise `version` of these"
    assert now == before, "run with RAIL_UPDATE_GOLDEN=1"


@pytest.mark.parametrize("word", ["compliant", "certified", "enforceable"])
def test_no_clause_promises_what_a_program_cannot(library: Library, word: str) -> None:
    """Words that say more than anybody knows are in no clause."""
    assert [clause.id for clause in all_clauses(library).values() if any(word in text for text in texts(clause))] == []
