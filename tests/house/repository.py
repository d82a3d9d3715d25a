"""The tracked files of this checkout, as the tests of the house see them."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".pack", ".gz", ".png", ".safetensors", ".gguf"}


@cache
def tracked_files(suffix: str = "") -> tuple[Path, ...]:
    """Return the files under version control that exist and end so."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    paths = [ROOT / os.fsdecode(name) for name in listing.split(b"\0") if name.endswith(os.fsencode(suffix))]
    return tuple(path for path in paths if path.is_file() and not path.is_symlink() and path.suffix not in BINARY)


@cache
def read_text(path: Path) -> str:
    """Return a file's text; test inputs may hold bytes that are none."""
    return path.read_text(encoding="utf-8", errors="replace")


def name_of(path: Path) -> str:
    """Return the path as seen from the root of the checkout."""
    return path.relative_to(ROOT).as_posix()


def tracked_under(*folders: str) -> tuple[Path, ...]:
    """Return the tracked files in these folders of the checkout."""
    prefixes = tuple(f"{folder}/" for folder in folders)
    return tuple(path for path in tracked_files() if name_of(path).startswith(prefixes))
