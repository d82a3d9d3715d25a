"""Words beside a licence text are found; headings, holders, addresses and separators are none."""

from __future__ import annotations

import pytest

from rail.identify.beside import passages_beside
from rail.identify.identify import identify
from rail.knowledge.textpack import TextPack

MIT = TextPack.load().text("mit") or ""


def passages(text: str) -> tuple[tuple[int, int], ...]:
    """Return the passages of a text beside what is found in it."""
    return passages_beside(text, identify(text.encode()), ["MIT License"])


@pytest.mark.parametrize(
    "words",
    [
        "14. For military purposes.",
        "Each user pays ten euros a month.",
        "For non commercial software",
        "Die Nutzung zu gewerblichen Zwecken ist untersagt.",
        "本软件禁止用于商业目的。",
        "Verboten.",
    ],
)
@pytest.mark.parametrize(
    "form", ["{text}\n\n{words}\n", "{words}\n\n{text}\n", "{text}\n" + "\nFiller words.\n" * 60 + "\n{words}\n"]
)
def test_words_beside_a_text_are_found(words: str, form: str) -> None:
    """Before it, behind it, far away from it; in any language and script."""
    text = form.format(text=MIT, words=words)
    line = text.split("\n").index(words) + 1
    found = identify(text.encode())
    outside = any(first <= line <= last for first, last in passages(text))
    assert outside or any(one.changes or one.license is None for one in found)


@pytest.mark.parametrize(
    "words",
    [
        "# MIT License",
        "====================",
        "https://example.org/license",
        "Copyright (c) 2024 Harbour Society",
        "SPDX-License-Identifier: MIT",
        "For Harbour Tracker software",
        "The software is licensed under the MIT License, as follows:",
    ],
)
def test_a_heading_says_nothing(words: str) -> None:
    """What only names the licence, its holder or its place."""
    assert passages(f"{words}\n\n{MIT}") == ()


def test_a_file_without_a_known_text_has_no_outside() -> None:
    """It is unknown as a whole."""
    assert passages("Buy bread and milk.\n") == ()
