"""What the commands print, whole; a change of any output shows here as a difference to be read."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FAULTY = "faulty/petal-chat-1b"
REPAIRED = "repaired/petal-chat-1b"
DAY = ["--as-of", "2026-11-24"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("help.txt", ["--help"]),
        ("check-help.txt", ["check", "--help"]),
        ("check-faulty.txt", ["check", FAULTY, *DAY]),
        ("check-faulty-verbose.txt", ["check", FAULTY, "--verbose", *DAY]),
        ("check-faulty-quiet.txt", ["check", FAULTY, "--quiet", *DAY]),
        ("check-faulty.json", ["check", FAULTY, "--format", "json", *DAY]),
        ("check-faulty.sarif", ["check", FAULTY, "--format", "sarif", *DAY]),
        ("check-faulty.xml", ["check", FAULTY, "--format", "junit", *DAY]),
        ("check-faulty.html", ["check", FAULTY, "--format", "html", *DAY]),
        ("check-faulty.md", ["check", FAULTY, "--format", "markdown", *DAY]),
        ("check-faulty-github.txt", ["check", FAULTY, "--format", "github", *DAY]),
        ("check-repaired.txt", ["check", REPAIRED, *DAY]),
        ("check-repaired.html", ["check", REPAIRED, "--format", "html", *DAY]),
        ("check-repaired.md", ["check", REPAIRED, "--format", "markdown", *DAY]),
        ("identify-repaired.txt", ["identify", f"{REPAIRED}/LICENSE", f"{FAULTY}/LICENSE", f"{REPAIRED}/LICENSE-CODE"]),
        ("identify-repaired.json", ["identify", f"{REPAIRED}/LICENSE", "--format", "json"]),
        ("explain-rule.txt", ["explain", "card-value-mistyped"]),
        ("explain-finding.txt", ["explain", "card-key-duplicated:", "--path", FAULTY, *DAY]),
        ("license-list.txt", ["license", "list", "--family", "openrail"]),
        ("license-show.txt", ["license", "show", "mit"]),
        ("license-compare.txt", ["license", "compare", "gemma-2024-04-01", "gemma-2025-03-24"]),
        (
            "license-compare.md",
            ["license", "compare", "gemma-2024-04-01", "gemma-2025-03-24", "--format", "markdown"],
        ),
        ("unknown-command.txt", ["chekc"]),
        ("demo.txt", ["demo", *DAY]),
    ],
)
def test_output(golden: Callable[[str, list[str]], None], name: str, arguments: list[str]) -> None:
    """The output is what was reviewed."""
    golden(name, arguments)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("attach.txt", ["attach", "bigscience-bloom-rail-1.0", "attached"]),
        ("attach-refused.txt", ["attach", "mit", "attached", "--replace"]),
        ("attach-conflict.txt", ["attach", "mit", "attached"]),
    ],
)
def test_attach(golden: Callable[[str, list[str]], None], releases: Path, name: str, arguments: list[str]) -> None:
    """A copy of the repaired release, each time."""
    folder = releases / "attached"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(releases / REPAIRED, folder)
    golden(name, [*arguments, "--licensor", "Example Org", "--authority", "owner", *DAY])
    shutil.rmtree(folder)
