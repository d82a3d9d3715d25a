"""A file that somebody named, read whole within a bound."""

from __future__ import annotations

from pathlib import Path

from rail.errors import InputError


def read_within(path: str | Path, most: int, what: str) -> bytes:
    """Return the bytes of a file.

    Args:
        path: the file.
        most: bytes beyond which it is refused, unread.
        what: what was expected, for the message.

    Raises:
        InputError: it cannot be read, or is too large.
    """
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        message = f"{path}: {error.strerror or error}"
        raise InputError(message) from error
    if len(data) > most:
        message = f"{path}: larger than {most:,} bytes: no {what} is"
        raise InputError(message)
    return data
