"""``rail attach`` as an installation has it: exit codes, what it asks for, where its words go."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Rail = Callable[..., subprocess.CompletedProcess[str]]

SCRIPT = Path(sys.executable).with_name("rail")
COMMAND = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "rail_cli"]
WHO = ("--licensor", "Example Org", "--authority", "owner", "--as-of", "2026-11-24")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """Return a folder with nothing but weights."""
    root = tmp_path / "heron"
    root.mkdir()
    (root / "model.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0{}      ")
    return root


def test_attach_and_check(rail: Rail, release: Path) -> None:
    """Two commands, and nothing stands against the release."""
    assert rail("attach", "bigscience-openrail-m", str(release), *WHO).returncode == 0
    assert rail("check", str(release), "--as-of", "2026-11-24").returncode == 0


def test_who_licenses_is_asked_for(rail: Rail, release: Path) -> None:
    """Without a terminal it is an error that names the options, and nothing is written."""
    done = rail("attach", "mit", str(release), stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--licensor NAME and --authority" in done.stderr
    assert [path.name for path in release.iterdir()] == ["model.safetensors"]


def test_a_patch_goes_to_standard_output(rail: Rail, release: Path) -> None:
    """And words for people to standard error."""
    done = rail("attach", "mit", str(release), "--dry-run", *WHO)
    assert (done.returncode, done.stdout.startswith("diff --git a/LICENSE b/LICENSE\n")) == (0, True)
    assert "files would change" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--component", "weights", "--also", "code"), "expected PART=LICENSE"),
        (("--also", "code=mit"), "--component weights"),
        (("--authority", "king"), "'king' is not known"),
        (("--year", "MMXXVI"), "expected a year"),
        (("--evidence", "nowhere.pdf"), "nowhere.pdf"),
        (("--waiver", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_what_cannot_be_used_is_an_error(rail: Rail, release: Path, arguments: tuple[str, ...], words: str) -> None:
    """Exit code 2, and nothing is written."""
    done = rail("attach", "mit", str(release), *WHO, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert [path.name for path in release.iterdir()] == ["model.safetensors"]


def test_what_upstream_forbids_ends_with_one(rail: Rail, release: Path) -> None:
    """As a check with findings does."""
    (release / "README.md").write_text("---\nbase_model: bigscience/bloom\n---\n# Heron\n", encoding="utf-8")
    done = rail("attach", "mit", str(release), *WHO)
    assert done.returncode == 1
    assert "rail derive --from" in done.stdout


def test_on_a_terminal_the_answers_are_asked(release: Path) -> None:
    """Name, authority and evidence, an empty answer meaning none."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "attach", "mit", str(release), "--as-of", "2026-11-24", "--sbom", "none"],
        stdin=follower,
        stdout=subprocess.DEVNULL,
        stderr=follower,
        env={**os.environ, "TERM": "dumb"},
    ) as run:
        os.write(leader, b"Example Org\nowner\n\n")
        assert run.wait(60) == 0
    os.close(follower)
    os.close(leader)
    lock = (release / "rail.lock").read_text(encoding="utf-8")
    assert 'licensor: "Example Org"\n    year: "2026"\n    authority: "owner"\n    evidence: "none"\n' in lock
