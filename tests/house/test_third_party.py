"""Files of others stand here unchanged, each with its origin and licence."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "third_party"
_ROW = re.compile(r"^\| (?P<file>\S+) \| .* \| `(?P<sha256>[0-9a-f]{64})` \|$", re.MULTILINE)


def test_every_file_has_the_hash_that_the_table_states() -> None:
    """The table names every file, and each has the bytes that it states."""
    stated = {row["file"]: row["sha256"] for row in _ROW.finditer((FOLDER / "README.md").read_text(encoding="utf-8"))}
    held = {
        path.relative_to(FOLDER).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.rglob("*")
        if path.is_file() and path.name != "README.md"
    }

    assert held == stated
