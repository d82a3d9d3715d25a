"""Digests of the files of a release: one stream for all algorithms; a Git LFS pointer speaks by its oid, unread."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rail.artifacts.sources.interface import UnreadableError
from rail.artifacts.weights.lfs import MAX_POINTER, read_pointer
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rail.artifacts.sources.interface import FileEntry, Source

_PIECE = 8 << 20


@dataclass(frozen=True, slots=True)
class FileHashes:
    """One file with its digests.

    Attributes:
        size: of the content; for a Git LFS pointer of the object that it stands for.
        sha256: for a Git LFS pointer the oid of that object.
        sha1: ``None`` for a Git LFS pointer, and where it was not asked for.
        problem: why there are no digests, or ``None``.
    """

    path: str
    size: int
    sha256: str | None
    sha1: str | None
    lfs: bool = False
    problem: str | None = None


def hash_file(
    source: Source, entry: FileEntry, progress: Callable[[int], None] | None = None, *, with_sha1: bool = True
) -> FileHashes:
    """Return the digests of one file; one that cannot be read is told so.

    Args:
        source: where it is read from.
        entry: the file.
        progress: told the number of bytes after each piece.
        with_sha1: compute it too.
    """
    sha256, sha1 = hashlib.sha256(), hashlib.sha1(usedforsecurity=False)  # SPDX 2.3, 8.4, asks for SHA1
    size = 0
    try:
        for piece in file_pieces(source, entry):
            if size == 0 and len(piece) <= MAX_POINTER and (pointer := read_pointer(piece)):
                return FileHashes(entry.path, pointer.size, pointer.oid.removeprefix("sha256:"), None, lfs=True)
            sha256.update(piece)
            if with_sha1:
                sha1.update(piece)
            size += len(piece)
            if progress is not None:
                progress(len(piece))
    except UnreadableError as error:
        return FileHashes(entry.path, entry.size, None, None, problem=error.reason)
    return FileHashes(entry.path, size, sha256.hexdigest(), sha1.hexdigest() if with_sha1 else None)


def file_pieces(source: Source, entry: FileEntry) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces of some megabytes.

    Raises:
        UnreadableError: it vanished, changed its nature, or may not be read.
    """
    offset = 0
    while piece := source.read(entry, _PIECE, offset):
        yield piece
        offset += len(piece)
        if len(piece) < _PIECE:
            return
