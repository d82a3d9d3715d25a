"""``rail license compare`` and words that no record knows: of long texts, of reworded clauses, beside a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


def test_of_long_texts_the_first_words_are_compared(rail: Rail, tmp_path: Path) -> None:
    """The headline says how long they are and what was compared, and gives no share of the whole."""
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    common = " ".join(f"petunia{number}" for number in range(12_500))
    one.write_text(f"{common} end\n")
    other.write_text(f"{common} another end\n")
    document = json.loads(rail("license", "compare", str(one), str(other), "--format", "json").stdout)
    assert document["words"] == {"a": 12_501, "b": 12_502, "common": 12_000}
    assert document["compared"] == {"a": 12_000, "b": 12_000}
    for format_ in ("terminal", "markdown", "html"):
        shown = " ".join(rail("license", "compare", str(one), str(other), "--format", format_).stdout.split())
        assert "Only the first 12,000 words of each text were compared." in shown
        assert "A has 12,501 words, B 12,502" in shown
        assert "% of the words" not in shown


def test_what_is_reworded_is_shown_where_both_texts_are_at_hand(rail: Rail) -> None:
    """The changed words; else that they are not shown, and why."""
    shown = " ".join(rail("license", "compare", "creativeml-openrail-m", "bigcode-openrail-m").stdout.split())
    assert "other words: \u201cand/or content\u201d only in A" in shown
    unheld = " ".join(rail("license", "compare", "llama3.1", "llama3.2").stdout.split())
    assert "the wording differs; it is not shown" in unheld


def test_a_clause_without_a_term_that_differs_is_named(rail: Rail) -> None:
    """Gemma 2025 lists its models in an appendix; what counts as a derivative is the same."""
    document = json.loads(rail("license", "compare", "gemma-2024-04-01", "gemma-2025-03-24", "--format", "json").stdout)
    assert document["differences"] == []
    assert any("these differ: Section 1.1 (c)." in note for note in document["notes"])


def test_words_beside_a_text_leave_open_which_permits_more(rail: Rail, tmp_path: Path) -> None:
    """Nobody weighed them, so the file is not said to permit what the licence does."""
    file = tmp_path / "LICENSE"
    file.write_text(f"{TextPack.load().text('mit')}\n\nEach user pays ten euros a month.\n", encoding="utf-8")
    document = json.loads(rail("license", "compare", "mit", str(file), "--format", "json").stdout)
    assert document["relation"] == "open"
    assert [change["words"] for change in document["b"]["unread"]] == ["Each user pays ten euros a month."]
