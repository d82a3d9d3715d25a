"""What docs/concepts/policy.md shows is what the command prints, block by block."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sysconfig
from pathlib import Path

from house.repository import ROOT

PAGE = ROOT / "docs" / "concepts" / "policy.md"
RAIL = Path(sysconfig.get_path("scripts")) / "rail"
_BLOCK = re.compile(
    r"(?:<!-- (?P<kind>file|slip): (?P<about>.*?) -->\n)?```(?P<language>\w+)\n(?P<body>.*?)```", re.DOTALL
)


def played(page: str, folder: Path) -> str:
    """Return the page with the output of its commands, run one after the other in a folder."""
    return _BLOCK.sub(lambda block: _block(block, folder), page)


def _block(block: re.Match[str], folder: Path) -> str:
    if block["kind"] == "file":
        path = folder / block["about"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["body"], encoding="utf-8")
    if block["language"] != "console":
        return block[0]
    command = block["body"].splitlines()[0].removeprefix("$ ")
    if block["kind"] != "slip":
        return block[0].replace(block["body"], f"$ {command}\n{_output(command, folder)}")
    name, _, change = block["about"].partition(": ")
    right, _, wrong = change.partition(" -> ")
    path = folder / name
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(right, wrong), encoding="utf-8")
    told = block[0].replace(block["body"], f"$ {command}\n{_output(command, folder)}")
    path.write_text(whole, encoding="utf-8")
    return told


def _output(command: str, folder: Path) -> str:
    (folder / "forecaster").mkdir(exist_ok=True)
    (folder / "forecaster" / "model.safetensors").touch()
    releases = folder / "releases"
    if not releases.exists():
        releases.mkdir()
        (releases / "forecaster").symlink_to(folder / "forecaster")
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}}
    argv = [RAIL, *shlex.split(command)[1:]]
    done = subprocess.run(argv, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_the_page_shows_what_the_command_prints(tmp_path: Path) -> None:
    """RAIL_UPDATE_GOLDEN=1 writes the page anew; the difference is reviewed."""
    page = PAGE.read_text(encoding="utf-8")
    told = played(page, tmp_path)
    if os.environ.get("RAIL_UPDATE_GOLDEN"):
        PAGE.write_text(told, encoding="utf-8")
    assert page == told


def test_the_example_pack_passes_its_own_test() -> None:
    """A rule for every function, with a case of every kind."""
    done = subprocess.run(
        [RAIL, "policy", "test", "docs/examples/example-bank"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert "coverage: a case of every kind for 8 of 8 rules" in done.stdout
