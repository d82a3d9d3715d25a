"""The fuzzing targets work: they take their seeds and all short cuts of them, and there is a script for each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.targets import TARGETS

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_takes_its_seeds(name: str) -> None:
    """Each seed, each beginning of it, and each with one byte flipped keeps the reader's promises."""
    target, seeds = TARGETS[name]
    for seed in seeds:
        for end in range(len(seed) + 1):
            target(seed[:end])
            target(seed[:end] + bytes([255 - byte for byte in seed[end : end + 1]]) + seed[end + 1 :])


def test_every_target_has_a_script() -> None:
    """``make fuzz`` runs the scripts, so that a target without one would never run."""
    assert {path.stem.removeprefix("fuzz_") for path in HERE.glob("fuzz_*.py")} == set(TARGETS)


def test_a_script_says_why_it_does_nothing() -> None:
    """Where atheris is missing, a script ends well and names the reason."""
    script = (
        "import sys; sys.modules['atheris'] = None; sys.path.insert(0, sys.argv[1]);"
        "from drive import drive; drive('yaml')"
    )
    done = subprocess.run([sys.executable, "-c", script, str(HERE)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("yaml: skipped: atheris is not installed")
