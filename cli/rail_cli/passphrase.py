"""Where a pass phrase comes from: a file, RAIL_PASSPHRASE, or the keyboard; never the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from rail.errors import InputError

VARIABLE = "RAIL_PASSPHRASE"
_LARGEST = 4096


def passphrase_option(name: str = "--passphrase-file", whose: str = "the key") -> click.Option:
    """Return the option that names the file of a pass phrase."""
    return click.Option(
        [name],
        metavar="FILE",
        help=f"File whose first line is the pass phrase of {whose}.  [else: {VARIABLE}, else asked]",
    )


def given_passphrase(path: str | None) -> bytes | None:
    """Return the pass phrase of a file or of the environment; ``None`` where neither gives one.

    Raises:
        InputError: the file cannot be read, or its first line is empty.
    """
    if path is None:
        text = os.environ.get(VARIABLE)
        return text.encode() if text else None
    try:
        with Path(path).open("rb") as stream:
            line = stream.read(_LARGEST).split(b"\n", 1)[0].rstrip(b"\r")
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror or error}"
        raise InputError(message) from error
    if not line:
        message = f"{path}: its first line is empty; expected a pass phrase"
        raise InputError(message)
    return line


def known_passphrase(path: str | None, *, needed: bool, what: str) -> bytes | None:
    """Return the pass phrase of a key that is there, asked for where it is needed and nobody gave it.

    Raises:
        InputError: it is needed, and there is nobody to ask.
    """
    found = given_passphrase(path)
    if found is not None or not needed:
        return found if needed else None
    if not sys.stdin.isatty():
        message = f"{what}: its pass phrase is needed"
        raise InputError(message, f"--passphrase-file FILE, or {VARIABLE}, gives it")
    return str(click.prompt(f"Pass phrase of {what}", hide_input=True, err=True)).encode()


def new_passphrase(path: str | None, *, without: bool, what: str) -> bytes | None:
    """Return the pass phrase of a key that is made, asked for twice; ``None`` where none is wanted.

    Raises:
        InputError: none is given, and there is nobody to ask.
    """
    if without:
        return None
    found = given_passphrase(path)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        message = f"{what}: a pass phrase is needed"
        raise InputError(message, f"--passphrase-file FILE, or {VARIABLE}, gives it; --no-passphrase goes without")
    text = click.prompt(f"New pass phrase of {what}", hide_input=True, confirmation_prompt=True, err=True)
    return str(text).encode()
