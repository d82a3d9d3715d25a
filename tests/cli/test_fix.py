"""``rail check --fix``: a patch to review, or a folder that is repaired and checked again."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def faulty(demo: Path, tmp_path: Path) -> Path:
    """A copy of the release with planted faults."""
    return shutil.copytree(demo / "faulty" / "petal-chat-1b", tmp_path / "petal")


def test_the_patch_is_shown_and_nothing_is_written(rail: Rail, faulty: Path) -> None:
    """Without --write the folder stays as it is, and git takes what was printed."""
    before = {path: path.read_bytes() for path in faulty.iterdir()}
    done = rail("check", str(faulty), "--fix")
    assert done.returncode == 1
    assert {path: path.read_bytes() for path in faulty.iterdir()} == before
    subprocess.run(["git", "apply", "--check", "-"], cwd=faulty, input=done.stdout, text=True, check=True)
    assert "read the patch, then add --write" in done.stderr


def test_writing_repairs_checks_again_and_can_be_undone(rail: Rail, faulty: Path) -> None:
    """The kept patch brings every byte back."""
    before = {path.name: path.read_bytes() for path in faulty.iterdir()}
    done = rail("check", str(faulty), "--fix", "--write")
    assert (done.returncode, done.stdout) == (1, "")
    assert "license: apache-2.0" in (faulty / "README.md").read_text(encoding="utf-8")
    assert "now: verdict denied" in done.stderr
    kept = next((faulty / ".rail" / "patches").iterdir())
    subprocess.run(["git", "apply", "-R", str(kept)], cwd=faulty, check=True)
    assert {path.name: path.read_bytes() for path in faulty.iterdir() if path.is_file()} == before


def test_a_patch_goes_to_a_file(rail: Rail, faulty: Path, tmp_path: Path) -> None:
    """--output holds the patch."""
    rail("check", str(faulty), "--fix", "--output", str(tmp_path / "fix.patch"))
    assert (tmp_path / "fix.patch").read_text(encoding="utf-8").startswith("diff --git a/")


def test_what_cannot_be_written_is_told(rail: Rail, faulty: Path, tmp_path: Path) -> None:
    """An archive gives a patch and is never rewritten; --write alone is a slip."""
    archive = shutil.make_archive(str(tmp_path / "petal"), "zip", str(faulty.parent), faulty.name)
    assert rail("check", archive, "--fix").stdout.startswith("diff --git")
    for arguments, said in (((archive, "--fix", "--write"), "only a folder"), ((str(faulty), "--write"), "--fix")):
        done = rail("check", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
