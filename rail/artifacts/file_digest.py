"""SHA-256 of one file of a release, read in pieces; of a Git LFS pointer, that of the file that it stands for."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from rail.artifacts.weights.lfs import MAX_POINTER, read_pointer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rail.artifacts.sources.interface import FileEntry, Source

_PIECE = 8 << 20


class FileDigest(NamedTuple):
    """The digest of a file.

    Attributes:
        sha256: of its bytes, or of the object that it points to.
        size: in bytes, of the same.
        lfs: it is a pointer; what it points to was not read.
    """

    sha256: str
    size: int
    lfs: bool = False


def file_digest(source: Source, entry: FileEntry, told: Callable[[int], None] | None = None) -> FileDigest:
    """Read a file and return its digest.

    Args:
        source: where it lies.
        entry: the file.
        told: is called with the number of bytes of each piece that was read, for a progress bar.

    Raises:
        UnreadableError: it vanished, changed its nature, or may not be read.
    """
    found = hashlib.sha256()
    size = 0
    for piece in file_pieces(source, entry):
        if size == 0 and len(piece) < MAX_POINTER and (pointer := read_pointer(piece)) is not None:
            return FileDigest(pointer.oid.removeprefix("sha256:"), pointer.size, lfs=True)
        found.update(piece)
        size += len(piece)
        if told is not None:
            told(len(piece))
    return FileDigest(found.hexdigest(), size)


def file_pieces(source: Source, entry: FileEntry) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces of some megabytes.

    Raises:
        UnreadableError: as for ``file_digest``.
    """
    offset = 0
    while piece := source.read(entry, _PIECE, offset):
        yield piece
        offset += len(piece)
        if len(piece) < _PIECE:
            return
