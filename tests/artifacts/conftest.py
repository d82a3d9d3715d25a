"""What the tests of sources and facts share: releases written to a folder, real git repositories, an own Hub cache."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.collect import collect_facts
from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from rail.model.facts import Facts

    Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture(autouse=True)
def hub_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a Hub cache of its own, empty."""
    cache = tmp_path_factory.mktemp("hub")
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    return cache


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes files below a fresh folder and returns the folder."""

    def write_files(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "release"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return write_files


@pytest.fixture
def collect(write: Write) -> Callable[..., Facts]:
    """Return a function that writes files and collects their facts."""

    def collect_files(files: Mapping[str, str | bytes], *, hub: bool = False) -> Facts:
        return collect_facts(str(write(files)), hub=hub)

    return collect_files


@pytest.fixture(scope="session")
def text() -> Callable[[str], str]:
    """Return a function that gives the canonical text of a licence from the text pack."""
    pack = TextPack.load()

    def text_of(license_id: str) -> str:
        found = pack.text(license_id)
        assert found is not None, license_id
        return found

    return text_of


@pytest.fixture
def git(write: Write) -> Callable[..., str]:
    """Return a function that runs git in the release folder and returns what it prints."""
    root = write({})

    def run(*arguments: str, cwd: Path = root) -> str:
        done = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    return run


@pytest.fixture
def repository(write: Write, git: Callable[..., str]) -> Callable[..., str]:
    """Return a function that commits files to a repository in the release folder and returns the commit id."""

    def commit(files: Mapping[str, str | bytes], *, object_format: str = "sha1") -> str:
        root = write(files)
        if not (root / ".git").exists():
            git("init", "-q", "-b", "main", f"--object-format={object_format}")
        git("add", "-A")
        git("commit", "-q", "-m", "a release", "--allow-empty")
        return git("rev-parse", "HEAD")

    return commit


@pytest.fixture
def snapshot(hub_cache: Path) -> Callable[..., Path]:
    """Return a function that lays a Hub snapshot into the cache, files linked into blobs as huggingface_hub does."""

    def lay(name: str, files: Mapping[str, str], *, kind: str = "models", revision: str = "a" * 40) -> Path:
        repo = hub_cache / f"{kind}--{name.replace('/', '--')}"
        folder = repo / "snapshots" / revision
        (repo / "blobs").mkdir(parents=True, exist_ok=True)
        (repo / "refs").mkdir(exist_ok=True)
        (repo / "refs" / "main").write_text(revision)
        for number, (path, content) in enumerate(files.items()):
            blob = repo / "blobs" / f"{number:040x}"
            blob.write_text(content)
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(os.path.relpath(blob, place.parent))
        return folder

    return lay


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder with a LICENSE below ten thousand folders; pytest's own clean-up would recurse over it."""
    root = tmp_path_factory.mktemp("deep")
    here = os.open(root, os.O_RDONLY)
    for _ in range(10_000):
        os.mkdir("n", dir_fd=here)
        here = _move(here, "n")
    with open("LICENSE", "wb", opener=lambda name, flags: os.open(name, flags, dir_fd=here)) as file:
        file.write(b"deep")
    yield root
    os.unlink("LICENSE", dir_fd=here)
    for _ in range(10_000):
        here = _move(here, "..")
        os.rmdir("n", dir_fd=here)
    os.close(here)


def _move(here: int, name: str) -> int:
    """Open a folder from another one, which is closed."""
    there = os.open(name, os.O_RDONLY | os.O_DIRECTORY, dir_fd=here)
    os.close(here)
    return there
