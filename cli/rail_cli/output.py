"""Where output goes: data to standard output or a file, words for people to standard error."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from rail.errors import RailError
from rail.reports.page import PLAIN_WIDTH, width_of, write_page

if TYPE_CHECKING:
    from rail.reports.page import Page


def write_stdout(text: str) -> None:
    """Write data to standard output.

    Raises:
        RailError: it cannot be written (a full disk, say).
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"standard output: {error.strerror or error}"
        raise RailError(message) from error


def write_stdout_bytes(data: bytes) -> None:
    """Write data to standard output as it stands, whatever the encoding of the terminal.

    Raises:
        RailError: it cannot be written.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"standard output: {error.strerror or error}"
        raise RailError(message) from error


def write_stdout_page(page: Page) -> None:
    """Write a page to standard output, with colours on a terminal that wants them."""
    if not colours():
        write_stdout(page.text())
        return
    write_page(page, sys.stdout, colour=True)
    sys.stdout.flush()


def write_file(path: str, text: str) -> None:
    """Write a report to a file; the file is whole or not there.

    Raises:
        RailError: it cannot be written.
    """
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: str, data: bytes) -> None:
    """Write a file; it is whole or not there.

    Raises:
        RailError: it cannot be written.
    """
    part = f"{path}.part"
    try:
        with open(part, "wb") as stream:  # noqa: PTH123 # starts faster than pathlib
            stream.write(data)
        os.replace(part, path)  # noqa: PTH105 # starts faster than pathlib
    except OSError as error:
        with suppress(OSError):
            os.unlink(part)  # noqa: PTH108 # as above
        message = f"{path}: cannot be written: {error.strerror or error}"
        is_lost = isinstance(error, FileNotFoundError)
        raise RailError(message, "--output FILE names a file in a folder that exists" if is_lost else None) from error


def tell(text: str) -> None:
    """Tell people something that is no data."""
    from rail.reports.visible import visible

    print(visible(text), file=sys.stderr)  # noqa: T201 # people read stderr


def stdout_width(*, to_file: bool = False) -> int:
    """Return the columns to lay out for."""
    return PLAIN_WIDTH if to_file else width_of(sys.stdout)


def stdout_terminal() -> bool:
    """Tell whether standard output is a terminal."""
    return sys.stdout.isatty()


def colours() -> bool:
    """Tell whether standard output is a terminal that wants colours (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
