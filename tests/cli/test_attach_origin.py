"""Where ``rail attach`` takes a text from, what it is attached to, and how a cut-off run is mended."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from rail.edits.journal import prepare
from rail.edits.plan import FileChange
from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]

WHO = ("--licensor", "Example Lab", "--authority", "owner", "--as-of", "2026-11-24")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A small release."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "README.md").write_bytes(b"---\nlibrary_name: x\n---\n# A model\n\nWords.\n")
    (folder / "model.bin").write_bytes(b"\0" * 2000)
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Run git in a repository."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def test_a_text_of_a_file_is_attached_as_it_is(rail: Rail, release: Path, tmp_path: Path) -> None:
    """Its line ends stay."""
    text = f"MIT License\r\n\r\nCopyright (c) 2026 Example Lab\r\n\r\n{TextPack.load().text('mit')}".replace(
        "\r\n", "\n"
    )
    mine = tmp_path / "mine.txt"
    mine.write_bytes(text.replace("\n", "\r\n").encode())
    done = rail("attach", "mit", str(release), *WHO, "--text", str(mine))
    assert (done.returncode, (release / "LICENSE").read_bytes()) == (0, mine.read_bytes())


def test_a_changed_text_is_refused_and_nothing_written(rail: Rail, release: Path, tmp_path: Path) -> None:
    """The clause is named, and so is what to do instead."""
    mine = tmp_path / "mine.txt"
    text = TextPack.load().text("apache-2.0") or ""
    mine.write_text(text.replace("perpetual,", "revocable,"), encoding="utf-8")
    before = sorted(release.iterdir())
    done = rail("attach", "apache-2.0", str(release), *WHO, "--text", str(mine))
    assert (done.returncode, "is changed: clause" in done.stderr) == (2, True)
    assert "never keeps the original's name" in done.stderr
    assert sorted(release.iterdir()) == before


def test_a_text_for_one_part_leaves_the_other_to_the_pack(rail: Rail, release: Path, tmp_path: Path) -> None:
    """With several licences, a file serves the one that it holds."""
    mine = tmp_path / "mine.txt"
    mine.write_text(TextPack.load().text("cc-by-4.0") or "", encoding="utf-8")
    parts = ("--component", "weights", "--also", "docs=cc-by-4.0")
    done = rail("attach", "apache-2.0", str(release), *WHO, *parts, "--text", str(mine), "--dry-run")
    assert done.returncode == 0, done.stderr


def test_a_revision_gets_its_licence_under_a_new_tag(rail: Rail, release: Path) -> None:
    """The new tag checks without an error, and the working tree is as it was; a second run is refused."""
    git(release, "init", "-q", "-b", "main")
    git(release, "add", "-A")
    git(release, "commit", "-qm", "one")
    git(release, "tag", "v1")
    (release / "README.md").write_bytes(b"later\n")
    asked = ("attach", "bigscience-openrail-m", str(release), *WHO, "--revision", "v1", "--as-tag", "v1-licensed")
    patch = rail(*asked, "--dry-run")
    assert ("+++ b/LICENSE" in patch.stdout, git(release, "tag")) == (True, "v1")
    done = rail(*asked)
    assert done.returncode == 0, done.stderr
    assert [line.split() for line in done.stdout.splitlines() if line.startswith(("tag", "changed"))] == [
        ["tag", "v1-licensed"],
        ["changed", "README.md"],
    ]
    assert (git(release, "status", "--porcelain"), (release / "README.md").read_bytes()) == ("M README.md", b"later\n")
    assert rail("check", str(release), "--revision", "v1-licensed").returncode == 0
    again = rail(*asked)
    assert (again.returncode, "there is a tag 'v1-licensed' already" in again.stderr) == (2, True)


def test_what_upstream_forbids_is_not_tagged(rail: Rail, release: Path) -> None:
    """A refusal is a refusal for a revision, too."""
    (release / "README.md").write_bytes(b"---\nbase_model: bigscience/bloom\n---\n# A model\n")
    git(release, "init", "-q", "-b", "main")
    git(release, "add", "-A")
    git(release, "commit", "-qm", "one")
    done = rail("attach", "apache-2.0", str(release), *WHO, "--revision", "main", "--as-tag", "v1-licensed")
    assert (done.returncode, git(release, "tag")) == (1, "")


def test_recovering_alone(rail: Rail, release: Path) -> None:
    """A folder is mended without attaching anything, once."""
    (release / ".rail/journal").mkdir(parents=True)
    prepare(release.resolve(), [FileChange("NOTICE", None, b"Made by Example Lab\n", ())])
    done = rail("attach", "--recover", str(release))
    assert (done.returncode, (release / "NOTICE").exists()) == (0, True)
    assert "complete now (NOTICE)" in done.stderr
    assert "nothing was changed" in rail("attach", "--recover", str(release)).stderr


@pytest.mark.parametrize("arguments", [("mit", ".", "--revision", "v1"), ("mit", ".", "--as-tag", "x"), ()])
def test_half_a_request_is_a_slip(rail: Rail, arguments: tuple[str, ...]) -> None:
    """What belongs together is asked for together."""
    assert rail("attach", *arguments).returncode == 2
