"""``rail`` without arguments, and ``rail init``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail import __version__

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("names", "line", "command"),
    [
        ([], "This folder holds no release. Try:", "rail demo"),
        (["README.md", "model.safetensors"], "This folder looks like a release. Try:", "rail check"),
        (["COPYING"], "This folder looks like a release. Try:", "rail check"),
        (["rows.parquet"], "This folder holds tables of data. Try:", "rail check"),
    ],
)
def test_eight_lines_fit_the_folder(rail: Rail, tmp_path: Path, names: list[str], line: str, command: str) -> None:
    """What it is, what it is not, and three suggestions by what stands there."""
    for name in names:
        (tmp_path / name).touch()
    lines = rail(cwd=tmp_path).stdout.splitlines()
    assert len(lines) == 8
    assert "no legal advice" in lines[1]
    assert lines[3] == line
    assert lines[4].split("  ")[1] == command


def test_a_hostile_name_is_not_put_into_a_suggestion(rail: Rail, tmp_path: Path) -> None:
    """A suggestion can be copied into a shell."""
    (tmp_path / "LICENSE;reboot $(x)").touch()
    (tmp_path / "LICENSE\x1b[31m").touch()
    assert "reboot" not in rail(cwd=tmp_path).stdout


def test_version(rail: Rail) -> None:
    """Both spellings of the command line print the version."""
    assert rail("--version").stdout == f"railkit {__version__}\n"


def test_init_writes_once(rail: Rail, tmp_path: Path) -> None:
    """The template is written, and never over something."""
    assert rail("init", cwd=tmp_path).returncode == 0
    text = (tmp_path / "rail.yaml").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == []
    again = rail("init", cwd=tmp_path)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert (tmp_path / "rail.yaml").read_text(encoding="utf-8") == text


def test_init_dry_run_prints_and_writes_nothing(rail: Rail, tmp_path: Path) -> None:
    """With --dry-run the folder stays as it was."""
    assert rail("init", "--dry-run", cwd=tmp_path).stdout.startswith("# rail.yaml")
    assert list(tmp_path.iterdir()) == []
