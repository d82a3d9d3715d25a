"""``rail report cyclonedx``: a document of either edition, whole or not there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.documents.cyclonedx.schema import bom_problems

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_document_is_written_for_a_release(rail: Run, tmp_path: Path) -> None:
    """What is left open is told on standard error; the same release gives the same bytes."""
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: fill-mask\n---\n# X\n")
    (tmp_path / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    done = rail("report", "cyclonedx", ".", "--spec", "1.7", "--as-of", "2026-11-24", cwd=tmp_path)
    document = json.loads(done.stdout)
    assert (done.returncode, document["specVersion"]) == (0, "1.7")
    assert bom_problems(document) == []
    assert "version: no place states one" in done.stderr
    rail("report", "cyclonedx", ".", "--spec", "1.7", "--as-of", "2026-11-24", "--output", "bom.cdx.json", cwd=tmp_path)
    assert (tmp_path / "bom.cdx.json").read_text() == done.stdout  # and the document is no file of the release


def test_a_folder_that_is_not_there_is_an_error(rail: Run, tmp_path: Path) -> None:
    """No file is left behind."""
    done = rail("report", "cyclonedx", "nowhere", "--output", "bom.json", cwd=tmp_path)
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_document_of_anybody_is_checked(rail: Run, tmp_path: Path) -> None:
    """What is wrong is told with its place, and the exit code says that something is."""
    good = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "x"}]}
    (tmp_path / "good.json").write_text(json.dumps(good))
    (tmp_path / "bad.json").write_text(json.dumps({**good, "version": "first"}))
    (tmp_path / "none.json").write_text("{}")
    assert rail("report", "cyclonedx", "--check", "good.json", cwd=tmp_path).returncode == 0
    bad = rail("report", "cyclonedx", "--check", "bad.json", cwd=tmp_path)
    assert (bad.returncode, bad.stdout) == (1, "bad.json: $.version: 'first' is not of type 'integer'\n")
    none = rail("report", "cyclonedx", "--check", "none.json", cwd=tmp_path)
    assert none.returncode == 2
    assert "none.json: it is no CycloneDX document in JSON" in none.stderr
