"""Shell completion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail_cli.group import COMMANDS

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Rail = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_the_command(rail: Rail, shell: str) -> None:
    """Each shell's script calls rail back."""
    done = rail("completion", shell)
    assert done.returncode == 0
    assert f"_RAIL_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("rail ", list(COMMANDS)),
        ("rail de", ["derive", "demo"]),
        ("rail license s", ["show"]),
        ("rail check --format j", ["json", "junit"]),
    ],
)
def test_words_are_completed(rail: Rail, words: str, expected: list[str]) -> None:
    """Commands come from the table, options from the command."""
    environment = {"_RAIL_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = rail(env=environment)
    assert [line.partition(",")[2] for line in done.stdout.splitlines()] == expected


@pytest.mark.parametrize(
    "words",
    [
        "rail check ./m",
        "rail facts ./m",
        "rail identify ./m",
        "rail init ./m",
        "rail check --output ./m",
        "rail explain --report ./m",
        "rail explain --path ./m",
        "rail demo --keep ./m",
    ],
)
def test_the_shell_completes_paths(rail: Rail, words: str) -> None:
    """Where a path is expected the shell is told to complete one."""
    environment = {"_RAIL_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert rail(env=environment).stdout.startswith("file,")
