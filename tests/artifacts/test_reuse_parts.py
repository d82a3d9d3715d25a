"""A ``LICENSE`` beside a ``REUSE.toml``, and a table for all files before tables for some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.artifacts.collect import collect_facts
from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    from pathlib import Path


def concluded(root: Path, tables: dict[str, str], license_id: str) -> dict[str, str | None]:
    """Return the licences of the components of a release with this ``LICENSE`` and these annotations."""
    (root / "run.py").write_text("print(1)\n", encoding="utf-8")
    (root / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    (root / "LICENSE").write_text(TextPack.load().text(license_id) or "", encoding="utf-8")
    body = "".join(
        f'[[annotations]]\npath = "{path}"\nSPDX-FileCopyrightText = "2026 Us"\nSPDX-License-Identifier = "{name}"\n'
        for path, name in tables.items()
    )
    (root / "REUSE.toml").write_text(f"version = 1\n{body}", encoding="utf-8")
    return {part.kind.value: part.license for part in collect_facts(str(root)).components}


@pytest.mark.parametrize(
    ("tables", "weights", "code"),
    [
        ({"**": "Apache-2.0", "**.py": "MIT"}, "apache-2.0", "mit"),
        ({"**": "MIT"}, None, None),  # the file and the annotations disagree
        ({"**": "Apache-2.0", "other/**": "MIT"}, "apache-2.0", "apache-2.0"),
        ({"**.py": "MIT", "**": "Apache-2.0"}, "apache-2.0", None),  # the last table counts, and both were read
    ],
)
def test_what_annotations_leave_to_the_file(
    tmp_path: Path, tables: dict[str, str], weights: str | None, code: str | None
) -> None:
    """The file speaks for the kinds that the annotations give its licence to."""
    found = concluded(tmp_path, tables, "apache-2.0")
    assert (found["weights"], found["code"]) == (weights, code)
