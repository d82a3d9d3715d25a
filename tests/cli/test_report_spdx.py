"""`rail report spdx`: a document on standard output, what is left open on standard error, and documents of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]

CARD = "---\nlicense: bigscience-bloom-rail-1.0\nversion: 1.0.0\n---\n# Heron\n"


@pytest.fixture
def heron(tmp_path: Path) -> Path:
    """Make a release of a card alone."""
    (tmp_path / "heron").mkdir()
    (tmp_path / "heron" / "README.md").write_text(CARD, encoding="utf-8")
    return tmp_path / "heron"


def test_a_document_is_printed(rail: Rail, heron: Path) -> None:
    """The document is data; what no place states is told to people."""
    found = rail("report", "spdx", str(heron), "--as-of", "2026-11-24")
    assert found.returncode == 0
    assert json.loads(found.stdout)["spdxVersion"] == "SPDX-2.3"
    assert "licensor: nobody is recorded" in found.stderr


def test_what_a_person_states_completes_the_ai_profile(rail: Rail, heron: Path) -> None:
    """With supplier, day and place, the profile is claimed and the check agrees."""
    stated = ("--supplier", "Heron Lab", "--released", "2026-11-01", "--download-location", "https://example.org/heron")
    target = heron.parent / "sbom.spdx3.json"
    written = rail("report", "spdx", str(heron), "--spec", "3.0.1", *stated, "--output", str(target))
    assert written.returncode == 0
    document = next(one for one in json.loads(target.read_text())["@graph"] if one["type"] == "SpdxDocument")
    assert "ai" in document["profileConformance"]
    assert rail("report", "spdx", "--check", str(target)).returncode == 0


def test_an_untrue_claim_of_a_profile_is_a_problem(rail: Rail, heron: Path) -> None:
    """A document that claims the AI profile without its fields is told which."""
    target = heron.parent / "sbom.spdx3.json"
    rail("report", "spdx", str(heron), "--spec", "3.0.1", "--output", str(target))
    text = target.read_text().replace('"profileConformance": [', '"profileConformance": ["ai",')
    target.write_text(text)
    found = rail("report", "spdx", "--check", str(target))
    assert found.returncode == 1
    assert "suppliedBy is missing" in found.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ("--spec", "3.0.1", "--format", "xml"),
        ("--released", "soon"),
        ("--download-location", "here"),
        ("--as-of", "never"),
        ("--check", "nothing-there"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_used_is_a_usage_error(rail: Rail, heron: Path, wrong: tuple[str, ...]) -> None:
    """Nothing is printed, and the message names the option or the file."""
    found = rail("report", "spdx", str(heron), *wrong)
    assert (found.returncode, found.stdout) == (2, "")
    assert wrong[-2] in found.stderr or wrong[-1] in found.stderr
