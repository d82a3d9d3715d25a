"""What could not be read, and what may have stood there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rail.checks.unread import may_hide_a_statement, unread_cards, unread_front_matter
from rail.model.card import Card
from rail.model.facts import Facts, Problem
from rail.model.location import Location

EMPTY = Facts("folder", ".", None, "release", "unknown", hub_style=False, files=0, bytes=0)


def problem(path: str, kind: str = "too-large") -> Problem:
    """Return something that could not be read."""
    return Problem(Location(path), kind, "could not be read")


@pytest.mark.parametrize(
    ("path", "told"),
    [("README.md", True), ("docs/README.md", True), ("third_party/lib/README.md", False), ("model.safetensors", False)],
)
def test_an_unread_card_of_ones_own_is_told(path: str, told: bool) -> None:  # noqa: FBT001 # a value of the table
    """One in other people's trees says nothing about the release, and weights are no card."""
    facts = replace(EMPTY, problems=(problem(path),))
    expected = [f"{path}: could not be read"] if told else []
    assert [skip.reason for skip in unread_cards(facts)] == expected
    assert [skip.reason for skip in unread_front_matter(facts)] == expected


def test_a_fence_without_values_cannot_be_read() -> None:
    """A card without a fence has no front matter to read."""
    bare = Card("README.md", "model", None, has_fence=False, body_line=1)
    broken = replace(bare, path="MODEL.md", has_fence=True)
    reasons = [skip.reason for skip in unread_front_matter(replace(EMPTY, cards=(bare, broken)))]
    assert reasons == ["MODEL.md: its front matter cannot be read (see card-front-matter-invalid)"]


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("anything.bin", "too-large", True),
        ("LICENSE", "link-dangling", True),
        ("README.md", "link-dangling", True),
        ("config.json", "link-dangling", True),
        ("model.safetensors", "link-dangling", True),
        ("notes.txt", "link-dangling", False),
        ("third_party/lib/LICENSE", "link-dangling", False),
    ],
)
def test_a_statement_may_hide_in_what_was_not_read(path: str, kind: str, *, expected: bool) -> None:
    """A link that leads nowhere hides one only where such a file would hold one."""
    assert may_hide_a_statement(problem(path, kind)) is expected
