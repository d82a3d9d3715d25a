"""Whole processes, measured by the operating system's own account of each finished run."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process."""

    wall: float
    cpu: float
    peak_mb: float
    status: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, the folder to start it in, and the exit codes that mean that it did its work."""

    name: str
    argv: tuple[str, ...]
    cwd: Path
    good: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Summary:
    """All counted runs of one command."""

    command: Command
    runs: tuple[Run, ...]

    @property
    def wall(self) -> float:
        """Median of the seconds on the clock."""
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Median of the seconds of processor time."""
        return median(run.cpu for run in self.runs)

    @property
    def peak_mb(self) -> float:
        """Largest resident set of any run in MiB; Linux counts this measuring process in, so never below its own."""
        return max(run.peak_mb for run in self.runs)


def clean_environment() -> dict[str, str]:
    """Return this process' environment without what changes how Python starts."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RAIL_"))}


def run_once(command: Command, environment: Mapping[str, str]) -> Run:
    """Run the command to its end with no input and its output thrown away.

    Raises:
        RuntimeError: it ended with a code that does not mean success.
    """
    nowhere = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, number) for number in (0, 1, 2)]
    before = Path.cwd()
    os.chdir(command.cwd)
    started = time.perf_counter()
    try:
        process = os.posix_spawnp(command.argv[0], list(command.argv), environment, file_actions=actions)
    finally:
        os.chdir(before)
        os.close(nowhere)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    if code not in command.good:
        message = f"{command.name}: exit code {code}: {' '.join(command.argv)}"
        raise RuntimeError(message)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, code)


def measure(commands: Sequence[Command], runs: int, warmups: int = 1) -> list[Summary]:
    """Run the commands in turn, A B C A B C, so that a machine whose speed drifts is as slow for each of them."""
    environment = clean_environment()
    for command in commands:
        for _ in range(warmups):
            run_once(command, environment)
    rounds = [[run_once(command, environment) for command in commands] for _ in range(runs)]
    return [Summary(command, tuple(row[number] for row in rounds)) for number, command in enumerate(commands)]
