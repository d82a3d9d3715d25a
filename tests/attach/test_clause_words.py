"""Clauses quoted from the text at hand, also where it is set in another way than the record's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rail.attach.clause_words import clause_words
from rail.attach.text_sources import LicenseText, obtain_text
from rail.identify.normalise import normalise
from rail.knowledge.store import Knowledge

KNOWLEDGE = Knowledge.load()


def _texts(license_id: str) -> tuple[LicenseText, LicenseText]:
    """Return the text as the pack has it, and a copy on one line that is known by its words alone."""
    record = KNOWLEDGE.license(license_id)
    assert record is not None
    text = obtain_text(record, KNOWLEDGE)
    return text, replace(text, data=b" ".join(text.data.split()), characters=None)


@pytest.mark.parametrize("license_id", ["bigscience-openrail-m", "bigcode-openrail-m", "responsible-ai-source-1.1"])
def test_a_clause_is_found_again_by_its_words(license_id: str) -> None:
    """What is quoted from a copy on one line has the words of the clause, no more and no less."""
    record = KNOWLEDGE.license(license_id)
    assert record is not None
    whole, flat = _texts(license_id)
    for clause in record.clauses:
        quoted = clause_words(flat, record, clause, KNOWLEDGE)
        expected = clause_words(whole, record, clause, KNOWLEDGE)
        assert quoted is not None, clause.label
        assert expected is not None
        assert normalise(quoted).words == normalise(expected).words, clause.label


def test_lines_of_a_copy_stay_as_they_are() -> None:
    """A clause that fills whole lines is quoted with them, its label included."""
    record = KNOWLEDGE.license("bigscience-openrail-m")
    assert record is not None
    whole, _ = _texts("bigscience-openrail-m")
    windows = replace(whole, data=whole.data.replace(b"\n", b"\r\n"), characters=None)
    clause = next(one for one in record.clauses if one.label == "Attachment A (b)")
    quoted = clause_words(windows, record, clause, KNOWLEDGE)
    assert quoted == f"(b) {clause_words(whole, record, clause, KNOWLEDGE)};"


def test_a_clause_that_is_not_there_is_none() -> None:
    """Nothing is quoted that the text does not say."""
    record = KNOWLEDGE.license("bigscience-openrail-m")
    assert record is not None
    whole, _ = _texts("bigscience-openrail-m")
    other = replace(whole, data=b"Words of another text. " * 50, characters=None)
    assert clause_words(other, record, record.clauses[5], KNOWLEDGE) is None
