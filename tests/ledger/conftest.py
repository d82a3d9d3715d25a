"""A release that is signed, and the folder of keys that sign it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.knowledge.textpack import TextPack
from rail.ledger.key_folder import KeyFolder
from rail.operations.keys import make_key

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-24"


@pytest.fixture
def folder(tmp_path: Path) -> KeyFolder:
    """Return a folder of keys with one key that needs no pass phrase."""
    keys = KeyFolder(tmp_path / "keys")
    make_key(keys, "ours", None, as_of=DAY)
    return keys


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """Return a small model release with terms."""
    root = tmp_path / "heron"
    root.mkdir()
    (root / "README.md").write_text(
        "---\nlicense: bigscience-openrail-m\n---\n# Heron\n\nIt names water birds.\n", encoding="utf-8"
    )
    (root / "LICENSE").write_text(TextPack.load().text("bigscience-openrail-m") or "", encoding="utf-8")
    (root / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    (root / "train.py").write_text("print()\n", encoding="utf-8")
    return root
