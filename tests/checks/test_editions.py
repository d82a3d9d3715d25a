"""Editions of a licence: which follow, and which other licences one accepts in its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.checks.editions import accepts, is_edition_of, later_editions
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from rail.model.license import License

KNOWLEDGE = Knowledge.load()


def record(name: str) -> License:
    """Return a record that the pack holds."""
    found = KNOWLEDGE.license(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "later"),
    [
        ("gfdl-1.1", ("gfdl-1.2", "gfdl-1.3")),
        ("cc-by-2.5", ("cc-by-3.0", "cc-by-4.0")),
        ("gpl-3.0", ()),
    ],
)
def test_later_editions_come_nearest_first(name: str, later: tuple[str, ...]) -> None:
    """A chain of editions is followed to its end."""
    assert later_editions(record(name), KNOWLEDGE) == later


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("gpl-2.0", "gpl-3.0", True),
        ("gpl-3.0", "gpl-2.0", True),
        ("llama2", "llama4", True),
        ("gpl-2.0", "gpl-2.0", False),
        ("gpl-3.0", "lgpl-3.0", False),
    ],
)
def test_an_edition_is_another_one_of_the_same_licence(one: str, other: str, *, expected: bool) -> None:
    """The order does not matter; a licence is no other edition of itself."""
    assert is_edition_of(record(one), record(other), KNOWLEDGE) is expected


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("mit", "mit", True),
        ("gpl-3.0", "gpl-3.0-or-later", True),  # one text
        ("cc-by-sa-3.0", "cc-by-sa-4.0", True),
        ("cc-by-sa-4.0", "cc-by-sa-3.0", False),  # never back
        ("mpl-2.0", "gpl-2.0", True),  # the first, a middle and the last of a list in words
        ("mpl-2.0", "lgpl-2.1", True),
        ("mpl-2.0", "agpl-3.0-only", True),
        ("mpl-2.0", "mit", False),
        ("epl-2.0", "gpl-2.0", True),
        ("lgpl-2.1", "lgpl-3.0", True),
        ("lgpl-3.0", "gpl-3.0", True),
        ("gpl-3.0", "lgpl-3.0", False),
        ("eupl-1.2", "gpl-2.0", True),  # the first and the last but some of a list
        ("eupl-1.2", "cc-by-sa-3.0", True),
        ("eupl-1.2", "apache-2.0", False),
        ("fair-ai-public-1.0", "agpl-3.0", True),
        ("cc-by-4.0", "cc-by-sa-4.0", False),  # asks for no licence at all
    ],
)
def test_a_licence_accepts_what_it_names_and_its_later_editions(name: str, other: str, *, expected: bool) -> None:
    """What the text names in words or in a list is accepted, and so are later editions where it says so."""
    assert accepts(record(name), other, KNOWLEDGE, {}) is expected


def test_a_steward_may_list_others() -> None:
    """A list that stands outside of the text counts for its own licence only."""
    listed = {"cc-by-sa-4.0": ["gpl-3.0"], "cc-by-sa-3.0": "gpl-3.0"}
    assert accepts(record("cc-by-sa-4.0"), "gpl-3.0-only", KNOWLEDGE, listed) is True
    assert accepts(record("cc-by-sa-4.0"), "gpl-2.0", KNOWLEDGE, listed) is False
    assert accepts(record("cc-by-sa-3.0"), "gpl-3.0", KNOWLEDGE, listed) is False
    assert accepts(record("mit"), "gpl-3.0", KNOWLEDGE, listed) is False
