"""A document of somebody else, named on the command line: read within a bound, as bytes."""

from __future__ import annotations

from rail.errors import InputError

MOST_BYTES = 256 << 20


def read_others_file(path: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: it cannot be read, or is larger than ``MOST_BYTES``.
    """
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 # as the other readers of files
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        message = f"{path}: {getattr(error, 'strerror', None) or error}; expected a file that can be read"
        raise InputError(message) from error
    if len(data) > MOST_BYTES:
        message = f"{path}: larger than {MOST_BYTES >> 20} MB; it was not read"
        raise InputError(message)
    return data
