"""Passages in the texts of a release, and what a reader of a card sees."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from rail.checks.passages import Passages, card_text, documents, is_in_gate, own_texts
from rail.knowledge.store import Knowledge
from rail.model.card import Card, Map, MapEntry, Scalar, Section
from rail.model.facts import Facts, LicenseFile
from rail.model.location import Location

EMPTY = Facts("folder", ".", None, "release", "unknown", hub_style=False, files=0, bytes=0)
CARD = Card(
    "README.md",
    "model",
    None,
    has_fence=False,
    body_line=1,
    preamble="Before all.",
    sections=(Section("Uses", 2, 3, 4, "To play."),),
)


def gated(text: str) -> Card:
    """Return the card with an access form."""
    entry = MapEntry("extra_gated_prompt", 2, Scalar(text, 2, quoted=False, reads_as="str"))
    return replace(CARD, front_matter=Map((entry,), 2), has_fence=True)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("keep this notice", True),
        ("Keep, this\n* NOTICE!", True),
        ("keep notice", False),
        ("eep this", False),
        ("", False),
        (" .,", False),
    ],
)
def test_a_passage_is_words_in_a_row(passage: str, expected: bool) -> None:  # noqa: FBT001 # a value of the table
    """Letter case, punctuation and line breaks play no part; half a word does."""
    assert Passages("Please keep this\nnotice.").holds(passage) is expected


def test_a_hash_stands_for_words_in_a_row() -> None:
    """Wherever they stand, letters of other alphabets too; never fewer or more of them."""
    text = Passages("eins zw\u00f6lf drei vier")
    for words in ("eins zw\u00f6lf", "zw\u00f6lf drei", "drei vier", "eins zw\u00f6lf drei vier"):
        count, digest = len(words.split()), sha256(words.encode()).hexdigest()
        assert text.holds_hash(count, digest) is True
        assert text.holds_hash(count - 1, digest) is False
        assert text.holds_hash(count + 1, digest) is False
    assert text.holds_hash(0, sha256(b"").hexdigest()) is False


def test_a_short_phrase_is_shown_as_whole_words() -> None:
    """Also at both ends of a text."""
    text = Passages("Built with Heron 3")
    assert [text.shows(phrase) for phrase in ("built with heron", "Heron 3", "heron", "uilt with", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_reader_sees_the_gate_too() -> None:
    """Preamble, titles, bodies and the text of an access form."""
    assert card_text(CARD) == "Before all.\n\nUses\n\nTo play."
    assert card_text(gated("You agree.")) == "Before all.\n\nUses\n\nTo play.\n\nYou agree."


def test_an_agreement_stands_in_a_gate_when_it_is_long_and_named() -> None:
    """A short prompt speaks of the agreement and does not hold it."""
    record = Knowledge.load().license("llama3.1")
    assert record is not None
    whole = record.name + " word" * 600
    enough = whole + "x" * (3000 - len(whole)) if len(whole) < 3000 else whole
    assert is_in_gate(replace(EMPTY, cards=(CARD, gated(enough))), record) is True
    assert is_in_gate(replace(EMPTY, cards=(gated(enough[:2999]),)), record) is False
    assert is_in_gate(replace(EMPTY, cards=(gated("word " * 700),)), record) is False
    assert is_in_gate(replace(EMPTY, cards=(CARD,)), record) is False


def test_the_texts_of_a_release_are_its_own() -> None:
    """Licence files that are not vendored, cards, and READMEs."""
    file = LicenseFile(Location("LICENSE"), "license", 4, (), "", vendored=False, identifications=(), text="Text")
    other = replace(CARD, path="docs/README.md")
    facts = replace(EMPTY, license_files=(file, replace(file, vendored=True)), cards=(CARD,), readmes=(other,))
    assert documents(facts) == (CARD, other)
    assert [path for path, _ in own_texts(facts)] == ["LICENSE", "README.md", "docs/README.md"]
