"""Runs one fuzzing target under atheris (https://github.com/google/atheris), or says why it does not.

The options are those of libFuzzer, e.g. ``python tests/fuzz/fuzz_yaml.py -max_total_time=60``.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path


def drive(name: str) -> None:
    """Fuzz the target of this name until an option of libFuzzer ends it, from the target's own seeds."""
    try:
        import atheris
    except ImportError:
        print(f"{name}: skipped: atheris is not installed here (it has no wheel for every Python)")  # noqa: T201 # a script
        return
    with atheris.instrument_imports(include=["rail"]):
        target, seeds = importlib.import_module("targets").TARGETS[name]
        for seed in seeds:
            target(seed)  # what is imported on first use must be instrumented as well
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        atheris.Setup([*sys.argv, corpus], target)
        atheris.Fuzz()
