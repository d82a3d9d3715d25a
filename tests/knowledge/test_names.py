"""Spellings of one name meet; names of different licences stay apart."""

from __future__ import annotations

import pytest

from rail.knowledge.names import name_key


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Apache License, Version 2.0", "apache 2.0"),
        ("The MIT License", "mit"),
        ("CC BY-NC 4.0", "cc-by-nc-4.0"),
        ("GPL v3", "GPL 3"),
        ("Llama 3.1 Community License Agreement", "llama-3.1-community-license"),
    ],
)
def test_spellings_of_one_name_meet(one: str, two: str) -> None:
    """Case, punctuation and the words "license" and "version" play no part."""
    assert name_key(one) == name_key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("CreativeML Open RAIL-M", "CreativeML Open RAIL++-M"),
        ("CC BY 4.0", "CC BY-SA 4.0"),
        ("Llama 3", "Llama 3.1"),
        ("GPL 2", "LGPL 2"),
    ],
)
def test_names_of_different_licenses_stay_apart(one: str, two: str) -> None:
    """A plus sign, a letter or a digit makes another licence."""
    assert name_key(one) != name_key(two)


def test_a_name_of_noise_words_keeps_them() -> None:
    """The bare word "license" stays itself, so that it can be looked up and not found."""
    assert name_key("The License") == "the license"
