"""A clone that was never built says so, in one sentence, with the command to run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from house.repository import name_of, tracked_under

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def unbuilt(tmp_path: Path) -> Path:
    """The code and content of this checkout, without packs."""
    for path in tracked_under("rail", "cli", "licenses", "policy"):
        copy = tmp_path / name_of(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return tmp_path


@pytest.mark.parametrize("argv", [["license", "list"], ["check", "."], ["identify", "LICENSE"]], ids=" ".join)
def test_an_unbuilt_clone_names_the_command_to_run(unbuilt: Path, argv: list[str]) -> None:
    """No traceback: what is missing, and what to do."""
    (unbuilt / "LICENSE").write_text("Permission is not granted by this line.\n")
    done = subprocess.run(
        [sys.executable, "-m", "rail_cli", *argv],
        cwd=unbuilt,
        env=os.environ | {"PYTHONPATH": f"{unbuilt}{os.pathsep}{unbuilt / 'cli'}"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "not built yet" in done.stderr
    assert "make install" in done.stderr
    assert len(done.stderr.splitlines()) == 2
