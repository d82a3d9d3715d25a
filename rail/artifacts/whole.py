"""A small file of a release that must be read whole, or the release cannot be read at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.sources.interface import UnreadableError
from rail.errors import InputError

if TYPE_CHECKING:
    from rail.artifacts.sources.interface import FileEntry, Source


def read_whole(source: Source, entry: FileEntry, most: int) -> bytes:
    """Return the bytes of an entry.

    Raises:
        InputError: it cannot be read, or has more bytes than ``most``.
    """
    try:
        data = source.read(entry, most + 1)
    except UnreadableError as error:
        raise InputError(error.message) from error
    if len(data) > most:
        message = f"{entry.path}: larger than {most} bytes"
        raise InputError(message)
    return data
