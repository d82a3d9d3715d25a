"""Fixed phrases: the version number in a prescribed notice is one of its words."""

from __future__ import annotations

import pytest

from rail.checks.passages import Passages
from rail.identify.fingerprint import phrase_sha256

NOTICE = "Widget {} is licensed under the Widget {} Community License."


def test_another_version_is_another_notice() -> None:
    """A notice that names another version has another hash, though its number has the form of a list label."""
    assert phrase_sha256(NOTICE.format("3.1", "3.1")) != phrase_sha256(NOTICE.format("3.2", "3.2"))


@pytest.mark.parametrize(("version", "held"), [("3.1", True), ("3.2", False)])
def test_a_file_holds_the_notice_of_its_version_only(version: str, *, held: bool) -> None:
    """A file with the notice of another version does not hold the prescribed one."""
    count, digest = phrase_sha256(NOTICE.format("3.1", "3.1"))
    text = f"Notice\n\n1. {NOTICE.format(version, version)}\n"
    assert held == Passages(text).holds_hash(count, digest)


@pytest.mark.parametrize(
    ("ending", "held"), [("All Rights Reserved.", True), ("Some Rights Reserved.", False), ("", False)]
)
def test_a_notice_is_held_to_its_last_word(ending: str, *, held: bool) -> None:
    """What is idle in a licence text is part of a sentence that must stand word for word."""
    notice = "Widget is licensed under the Widget License, Copyright Example Lab."
    count, digest = phrase_sha256(f"{notice} All Rights Reserved.")
    assert held == Passages(f"Notice\n\n{notice} {ending}\n").holds_hash(count, digest)
