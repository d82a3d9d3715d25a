"""Which tests reach which function, as mutmut recorded it, and a choice of them for functions that hundreds reach."""

from __future__ import annotations

import json
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

STATS = Path("mutants") / "mutmut-stats.json"
ALL = Path("all-stats.json")


def keep_all() -> None:
    """Keep what was recorded before any choice is made."""
    ALL.write_bytes(STATS.read_bytes())


def choose(most: int) -> None:
    """Let mutmut run at most so many tests for a mutant."""
    stats: dict[str, Any] = json.loads(ALL.read_text(encoding="utf-8"))
    reached = stats["tests_by_mangled_function_name"]
    durations = stats["duration_by_test"]

    def cost(test: str) -> tuple[float, str]:
        return durations.get(test, 0.0), test

    stats["tests_by_mangled_function_name"] = {
        function: _chosen(sorted(tests, key=cost), most) for function, tests in reached.items()
    }
    STATS.write_text(json.dumps(stats), encoding="utf-8")


def tests_of(mutant: str) -> int:
    """Return how many tests reach the function of a mutant."""
    reached: dict[str, list[str]] = json.loads(ALL.read_text(encoding="utf-8"))["tests_by_mangled_function_name"]
    return len(reached.get(mutant.rpartition("__mutmut_")[0], ()))


def _chosen(tests: list[str], most: int) -> list[str]:
    """Return so many tests, a first one of each kind before a second of any, the quickest first."""
    kinds: dict[str, list[str]] = {}
    for test in tests:
        kinds.setdefault(_kind(test), []).append(test)
    turns = (test for turn in zip_longest(*kinds.values()) for test in turn if test is not None)
    return list(islice(turns, most))


def _kind(test: str) -> str:
    """Return the function of a test; the cases of rules, which are quick and close to their rule, are all different."""
    return test if "::test_case[" in test else test.partition("[")[0]
