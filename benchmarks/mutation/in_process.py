"""A pytest plugin that runs the command in the process of its tests, where a mutant can be switched on.

Most tests of the command start the console script; a process of its own would import the code of the installation.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
from pathlib import Path
from typing import Any
from unittest import mock

_UNDERSTOOD = frozenset({"capture_output", "text", "timeout", "cwd", "env", "check", "input"})
_start = subprocess.run


def pytest_configure() -> None:
    """Take the place of ``subprocess.run`` for the whole session."""
    subprocess.run = _run


def _run(arguments: Any, **options: Any) -> subprocess.CompletedProcess[Any]:  # noqa: ANN401 # as subprocess.run
    is_command = isinstance(arguments, list | tuple) and Path(str(arguments[0])).name == "rail"
    given = options.get("env") or os.environ
    imports = given.get("PYTHONPATH") != os.environ.get("PYTHONPATH")
    if not is_command or imports or set(options) - _UNDERSTOOD or not options.get("capture_output"):
        return _start(arguments, **options)
    done = _in_process([str(argument) for argument in arguments], options)
    if options.get("check"):
        done.check_returncode()
    return done


def _in_process(arguments: list[str], options: dict[str, Any]) -> subprocess.CompletedProcess[Any]:
    from rail_cli.errors import guarded
    from rail_cli.main import run

    given = options.get("input") or b""
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace", write_through=True) for _ in range(2)]
    stdin = io.TextIOWrapper(io.BytesIO(given.encode() if isinstance(given, str) else given), "utf-8")
    environment = options.get("env") or dict(os.environ)
    with (
        contextlib.chdir(options.get("cwd") or "."),
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch("sys.argv", arguments),
        mock.patch("sys.stdin", stdin),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        try:
            code = guarded(run, arguments[1:])
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    out, err = (stream.buffer.getvalue() for stream in streams)
    if options.get("text"):
        return subprocess.CompletedProcess(arguments, code, out.decode("utf-8"), err.decode("utf-8"))
    return subprocess.CompletedProcess(arguments, code, out, err)
