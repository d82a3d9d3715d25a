"""``rail report all``: every document at once, from the same facts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

NAMES = ["bom.cdx.json", "sbom.spdx.json", "sbom.spdx3.json", "use-restrictions.json", "use-restrictions.odrl.jsonld"]


def test_all_documents_are_written_and_agree(rail: Run, tmp_path: Path) -> None:
    """Each of them names every use restriction of the licence."""
    text = TextPack.load().text("creativeml-openrail-m")
    assert text is not None
    release = tmp_path / "heron"
    release.mkdir()
    (release / "LICENSE").write_text(text, encoding="utf-8")
    (release / "README.md").write_text("---\nlicense: creativeml-openrail-m\n---\n# X\n")
    (release / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    done = rail("report", "all", "heron", "--output", "out/docs", "--as-of", "2026-11-24", cwd=tmp_path)
    assert done.returncode == 0
    folder = tmp_path / "out" / "docs"
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    restrictions = json.loads((folder / "use-restrictions.json").read_text())["licenses"][0]["restrictions"]
    assert len(restrictions) > 8
    for name in NAMES:
        written = (folder / name).read_text()
        assert [one["id"] for one in restrictions if one["about"]["id"] not in written] == []
    assert sorted(path.name for path in release.iterdir()) == ["LICENSE", "README.md", "model.safetensors"]


def test_data_comes_with_a_croissant_description(rail: Run, tmp_path: Path) -> None:
    """A data set has one document more."""
    release = tmp_path / "reeds"
    (release / "data").mkdir(parents=True)
    (release / "README.md").write_text("---\nlicense: cc-by-4.0\n---\n# Reeds\n")
    (release / "data" / "words.csv").write_text("word\nreed\n")
    assert rail("report", "all", "reeds", "--output", "out", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*NAMES, "croissant.json"])


def test_a_folder_that_cannot_be_made_is_an_error(rail: Run, tmp_path: Path) -> None:
    """A file stands in the way."""
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n# X\n")
    done = rail("report", "all", ".", "--output", "README.md/docs", cwd=tmp_path)
    assert done.returncode == 2
    assert "README.md/docs: cannot be made" in done.stderr
