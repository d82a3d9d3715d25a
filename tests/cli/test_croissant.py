"""``rail report croissant``: written, told what is missing, and checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


def test_a_description_is_written_and_checked(rail: Rail, tmp_path: Path) -> None:
    """Complete: exit code 0 of the check; without an address it is written, and 1."""
    (tmp_path / "README.md").write_text("---\nlicense: cc0-1.0\ntask_categories: [other]\n---\n# Reeds\n\nPonds.\n")
    (tmp_path / "rows.csv").write_text("a\n1\n")
    whole = ("--url", "https://example.org/reeds", "--creator", "Example Org", "--released", "2026-03-01")
    output = ("--output", str(tmp_path / "croissant.json"))
    assert rail("report", "croissant", str(tmp_path), *whole, *output).returncode == 0
    checked = rail("report", "croissant", "--check", str(tmp_path / "croissant.json"))
    assert (checked.returncode, checked.stdout) == (0, "")
    done = rail("report", "croissant", str(tmp_path))
    assert "conformsTo is not claimed" in done.stderr
    assert json.loads(done.stdout)["license"] == "https://spdx.org/licenses/CC0-1.0.html"
    (tmp_path / "croissant.json").write_text(done.stdout)
    assert rail("report", "croissant", "--check", str(tmp_path / "croissant.json")).returncode == 1


def test_two_runs_give_the_same_bytes(rail: Rail, tmp_path: Path) -> None:
    """Whatever the day, as long as the release is the same."""
    (tmp_path / "README.md").write_text("---\nlicense: cc-by-nc-4.0\ntask_categories: [other]\n---\n# Reeds\n")
    (tmp_path / "rows.csv").write_text("a\n1\n")
    days = ("2026-11-24", "2027-01-01")
    first, second = (rail("report", "croissant", str(tmp_path), "--as-of", day).stdout for day in days)
    assert first == second
