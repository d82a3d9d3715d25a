"""An item of a list says nothing without the words that lead into it: they stand in the restrictions file too."""

from __future__ import annotations

import pytest

from rail.attach.restrictions import restriction_words
from rail.attach.text_sources import held_text
from rail.knowledge.store import Knowledge


@pytest.mark.parametrize(
    ("license_", "labels"),
    [
        ("bigscience-openrail-m", ["Attachment A, opening words", "Attachment A (a)", "Attachment A (b)"]),
        ("responsible-ai-source-1.1", ["Paragraph 3.2, opening words", "Paragraph 3.2 a i", "Paragraph 3.2 a ii"]),
        ("gemma-2024-04-01", ["Section 3.2"]),
    ],
)
def test_a_list_begins_with_the_words_that_lead_into_it(license_: str, labels: list[str]) -> None:
    """Once, before its first item; a clause that is no item has none."""
    knowledge = Knowledge.load()
    record = knowledge.license(license_)
    assert record is not None
    openings = [record.opening_of(clause) for clause in record.clauses]
    assert all(
        opening is None or opening.span[0] < clause.span[0]
        for opening, clause in zip(openings, record.clauses, strict=True)
    )
    text = held_text(record)
    if text is not None:
        assert [label for label, _ in restriction_words(record, text, knowledge)][: len(labels)] == labels
