"""Every way in which a command can end badly; the only place that catches whatever comes (exit codes: design, 5)."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from rail.errors import RailError

if TYPE_CHECKING:
    from collections.abc import Callable

    import click

FAILED = 2
INTERRUPTED = 130
READER_GONE = 141  # as a shell reports a process that SIGPIPE ended
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def guarded(run: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Run a command line and return its exit code; no traceback reaches the reader."""
    try:
        code = run(arguments)
        sys.stdout.flush()
    except RailError as error:
        code = _tell(error.message, error.hint)
        _drop_what_cannot_be_written()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _leave_quietly()
    except Exception as error:  # noqa: BLE001 # the one net under everything: a reader gets a sentence, never a traceback
        return _from_click(error) or _from_a_full_disk(error) or _unexpected(error)
    return code


def _tell(message: str, hint: str | None) -> int:
    from rail.reports.visible import visible

    print(f"rail: {visible(message)}", file=sys.stderr)  # noqa: T201 # people read stderr
    if hint:
        print(f"hint: {visible(hint)}", file=sys.stderr)  # noqa: T201 # people read stderr
    return FAILED


def _leave_quietly() -> int:
    _send_the_rest_nowhere()
    return READER_GONE


def _from_a_full_disk(error: Exception) -> int | None:
    """Return the exit code of output that a disk refused, or ``None`` for any other error."""
    if not isinstance(error, OSError) or error.errno not in _FULL:
        return None
    code = _tell(f"standard output: {error.strerror}", None)
    _drop_what_cannot_be_written()
    return code


def _drop_what_cannot_be_written() -> None:
    """Forget output that a full disk refused; the interpreter would try again when it ends, and exit with 120."""
    try:
        sys.stdout.flush()
    except OSError:
        _send_the_rest_nowhere()


def _send_the_rest_nowhere() -> None:
    # The interpreter flushes once more when it ends: let that go nowhere (Python docs, "Note on SIGPIPE").
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _from_click(error: Exception) -> int | None:
    """Return the exit code of an error of the option parser, or ``None`` for any other."""
    if "click" not in sys.modules:
        return None
    import click

    if isinstance(error, click.exceptions.Abort):
        return INTERRUPTED
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        return _usage(error)
    return None


def _usage(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "rail"
    message = " ".join(error.format_message().split()).rstrip(".")
    return _tell(f"{command.removeprefix('rail ')}: {message}" if " " in command else message, f"{command} --help")


def _unexpected(error: Exception) -> int:
    log = _write_log(error)
    told = f"this is a fault in railkit, not in your files: {type(error).__name__}: {error}"
    where = f"details are in {log}; " if log else ""
    return _tell(told[:300], f"{where}please report it on the project's issue tracker, with what you ran")


def _write_log(error: Exception) -> str | None:
    import platform
    import tempfile
    import traceback

    from rail import __version__

    lines = [f"railkit {__version__}, Python {platform.python_version()}, {platform.platform()}\n"]
    lines += [f"arguments: {sys.argv[1:]!r}\n", *traceback.format_exception(error)]
    try:
        handle, path = tempfile.mkstemp(prefix="railkit-error-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as log:
            log.writelines(lines)
    except OSError:
        return None
    return path
