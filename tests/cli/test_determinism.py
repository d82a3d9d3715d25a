"""The same inputs, knowledge and date give the same bytes on every machine, and no network is needed for them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rail_cli.commands.check import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]

DAY = ("--as-of", "2026-11-24")
# What may differ between two machines, and must not show.
HERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LANG": "C.UTF-8", "COLUMNS": "200"}
THERE = {
    "TZ": "America/Adak",
    "PYTHONHASHSEED": "4242",
    "LANG": "C",
    "LC_ALL": "C",
    "COLUMNS": "60",
    "HOME": "/nonexistent",
}
# Raised by whatever opens a socket, where the kernel does not let a test take the network away.
NO_SOCKETS = """
import socket
def refused(*_, **__):
    raise AssertionError("the network was used")
socket.socket = socket.create_connection = socket.getaddrinfo = refused
"""


@pytest.fixture(scope="module")
def copies(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same release at two places, written in another order."""
    folders = []
    for turn in (False, True):
        folder = tmp_path_factory.mktemp("somewhere") / ("deeper/still" if turn else "") / "petal"
        source = demo / "faulty" / "petal-chat-1b"
        folder.mkdir(parents=True)
        for path in sorted(source.iterdir(), reverse=turn):
            shutil.copyfile(path, folder / path.name)
        folders.append(folder)
    return folders[0], folders[1]


@pytest.mark.parametrize("format_", FORMATS)
def test_two_machines_print_the_same_bytes(rail: Rail, copies: tuple[Path, Path], format_: str) -> None:
    """Neither the time zone, the hash seed, the locale, the terminal's width nor the place shows in a report."""
    runs = [
        rail("check", ".", *DAY, "--format", format_, cwd=folder, env=env)
        for folder, env in zip(copies, (HERE, THERE), strict=True)
    ]
    assert [run.returncode for run in runs] == [1, 1], runs[1].stderr
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout


@pytest.mark.parametrize("command", [("facts", "."), ("check", ".", "--fix"), ("ask", ".", "--use", "medical-advice")])
def test_other_commands_print_the_same_bytes(rail: Rail, copies: tuple[Path, Path], command: tuple[str, ...]) -> None:
    """Facts, patches and answers are as stable as reports."""
    runs = [rail(*command, cwd=folder, env=env) for folder, env in zip(copies, (HERE, THERE), strict=True)]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout


def test_the_whole_command_runs_without_a_network(rail: Rail, copies: tuple[Path, Path], tmp_path: Path) -> None:
    """With the network taken away the report is the same; no name is looked up and nothing is sent."""
    usual = rail("check", str(copies[0]), *DAY, "--format", "json")
    assert usual.returncode == 1
    cut = [*_without_network(tmp_path), "check", str(copies[0]), *DAY, "--format", "json"]
    done = subprocess.run(cut, check=False, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == usual.stdout


def _without_network(tmp_path: Path) -> list[str]:
    """Return how to start the command without a network: in a namespace of its own, else without sockets."""
    start = [sys.executable, "-m", "rail_cli"]
    unshare = shutil.which("unshare")
    if unshare is not None:
        alone = [unshare, "--map-root-user", "--net"]
        probe = subprocess.run([*alone, "true"], check=False, capture_output=True)
        if probe.returncode == 0:
            return [*alone, *start]
    program = tmp_path / "cut.py"
    program.write_text(
        f"{NO_SOCKETS}\nimport sys\nfrom rail_cli.main import main\nsys.exit(main())\n", encoding="utf-8"
    )
    return [sys.executable, str(program)]
