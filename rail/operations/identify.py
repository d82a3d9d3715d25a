"""Identify the licence texts in files."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from rail.identify.identify import identify
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from rail.knowledge.own import OwnRecord
    from rail.model.identification import Identification

LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class IdentifiedFile:
    """What one file holds, or why that cannot be told.

    Attributes:
        beside: first and last line of each passage that is no part of the licence texts found.
        data: the file's bytes, where they were to be kept.
    """

    path: str
    found: tuple[Identification, ...] = ()
    problem: str | None = None
    data: bytes = b""
    beside: tuple[tuple[int, int], ...] = ()


def identify_files(
    paths: Sequence[str], own: tuple[OwnRecord, ...] = (), *, keep: bool = False
) -> tuple[IdentifiedFile, ...]:
    """Identify each file; ``-`` is standard input. A file that cannot be read is a problem of its own, no error.

    Args:
        paths: the files.
        own: records of one's own, whose texts are looked for too.
        keep: keep the bytes of the files.
    """
    return tuple(_identify_file(path, own, keep=keep) for path in paths)


def _identify_file(path: str, own: tuple[OwnRecord, ...], *, keep: bool) -> IdentifiedFile:
    try:
        if path == "-":
            data = _read(sys.stdin.buffer)
        else:
            with open(path, "rb", opener=_open_file) as stream:  # starts faster than pathlib
                data = _read(stream)
    except (OSError, ValueError) as error:
        return IdentifiedFile(path, problem=_reason(error))
    if len(data) > LARGEST:
        return IdentifiedFile(path, problem=f"larger than {LARGEST // 1024 // 1024} MB: no licence text is")
    if own:
        from rail.identify.own import identify_with_own

        found = identify_with_own(data, own)
    else:
        found = identify(data)
    return IdentifiedFile(path, found, data=data if keep else b"", beside=_beside(data, found))


def _beside(data: bytes, found: tuple[Identification, ...]) -> tuple[tuple[int, int], ...]:
    """Return the passages beside the texts found; the look is taken only where a line lies outside of all of them."""
    spans = [one.span for one in found if one.license and one.via == "text"]
    lines = data.rstrip().count(b"\n") + 1
    if not spans or (len(spans) == 1 and spans[0][0] == 1 and spans[0][1] >= lines):
        return ()
    from rail.identify.beside import passages_beside
    from rail.identify.normalise import decode

    names = [name for one in found for name in (one.license, one.ids.spdx, one.ids.hub, one.ids.licensedb) if name]
    return passages_beside(decode(data), found, names)


def _open_file(path: str, flags: int) -> int:
    """Open a file, but no pipe that lies among files and may never end.

    ``/dev/stdin`` and what a shell makes of ``<(...)`` are pipes that somebody asked for.

    Raises:
        ValueError: it is a pipe.
    """
    descriptor = os.open(path, flags | os.O_NONBLOCK)
    if stat.S_ISFIFO(os.fstat(descriptor).st_mode) and not path.startswith(("/dev/", "/proc/")):
        os.close(descriptor)
        message = "is a pipe; `-` reads standard input"
        raise ValueError(message)
    os.set_blocking(descriptor, True)
    return descriptor


def _read(stream: BinaryIO) -> bytes:
    return stream.read(LARGEST + 1)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, IsADirectoryError):
        return "is a folder; `rail check` reads folders"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
