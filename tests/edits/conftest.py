"""The release that the tests of writing begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from house.written import CARD

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a release with a card, a notice that is executable, and weights."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "README.md").write_bytes(CARD)
    (folder / "NOTICE").write_bytes(b"old notice\n")
    (folder / "NOTICE").chmod(0o640)
    (folder / "weights.bin").write_bytes(b"\0" * 100)
    return folder
