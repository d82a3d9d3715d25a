"""A release in which a command was cut off: the check says so, and the next command that writes mends it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.edits.journal import prepare
from rail.edits.plan import FileChange

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


def _cut_off(root: Path) -> None:
    (root / "README.md").write_bytes(b"---\ntags: [a]\n---\n# Words\n")
    (root / ".rail/journal").mkdir(parents=True)
    prepare(root.resolve(), [FileChange("NOTICE", None, b"Made by Example Lab\n", ())])


def test_the_check_names_what_was_cut_off_and_changes_nothing(rail: Rail, tmp_path: Path) -> None:
    """A read-only command finds the journal, and leaves it."""
    _cut_off(tmp_path)
    found = json.loads(rail("check", str(tmp_path), "--format", "json").stdout)["findings"]
    told = [one for one in found if one["rule"] == "attach-interrupted"]
    assert [(one["severity"], one["path"], "NOTICE" in one["message"]) for one in told] == [
        ("error", ".rail/journal/open", True)
    ]
    assert (tmp_path / ".rail/journal/open/new-0000").exists()
    assert not (tmp_path / "NOTICE").exists()


def test_the_next_command_that_writes_completes_it(rail: Rail, tmp_path: Path) -> None:
    """What was begun is complete, the command does its own work, and both are told."""
    _cut_off(tmp_path)
    done = rail("card", "set", str(tmp_path), "license=mit")
    assert "an earlier command was cut off; what it began is complete now (NOTICE)" in done.stderr
    assert (done.returncode, (tmp_path / "NOTICE").read_bytes()) == (0, b"Made by Example Lab\n")
    assert "license: mit" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert not (tmp_path / ".rail/journal").exists()


def test_a_journal_that_came_from_elsewhere_stops_the_command(rail: Rail, tmp_path: Path) -> None:
    """A clone of a half-written release is not written by what it says."""
    _cut_off(tmp_path)
    plan = tmp_path / ".rail/journal/open/plan.json"
    plan.write_text(plan.read_text(encoding="utf-8").replace('"folder": ', '"folder": 1'), encoding="utf-8")
    done = rail("card", "set", str(tmp_path), "license=mit")
    assert (done.returncode, "nothing of it was applied" in done.stderr) == (2, True)
    assert not (tmp_path / "NOTICE").exists()
