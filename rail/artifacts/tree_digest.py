"""A digest over every byte of a release: what a sign-off is bound to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rail.artifacts.file_digests import file_pieces
from rail.artifacts.sources.interface import UnreadableError
from rail.errors import SourceError
from rail.model.approval import FileDigest, TreeDigest

if TYPE_CHECKING:
    from rail.artifacts.sources.interface import FileEntry, Source

MOST_ROWS = 5000
# Written by a sign-off and by repairs themselves.
_KEPT_APART = (".rail/approvals/", ".rail/patches/")


def tree_digest(source: Source) -> TreeDigest:
    """Read every file of a release and return the digest of all.

    Raises:
        SourceError: a file cannot be read, or files were left out: what was not seen cannot be signed for.
    """
    whole = hashlib.sha256()
    rows: list[FileDigest] = []
    count = size = 0
    for entry in source.entries():
        if entry.path.startswith(_KEPT_APART):
            continue
        digest = _file(source, entry)
        whole.update(f"{digest}  {entry.path}\n".encode("utf-8", "surrogateescape"))
        count += 1
        size += entry.size
        if count <= MOST_ROWS:
            rows.append(FileDigest(entry.path, entry.size, digest))
    if source.problems:
        problem = source.problems[0]
        message = f"{problem.location}: {problem.message}; a release that cannot be read whole cannot be signed for"
        raise SourceError(message)
    return TreeDigest(whole.hexdigest(), count, size, tuple(rows) if count <= MOST_ROWS else ())


def _file(source: Source, entry: FileEntry) -> str:
    found = hashlib.sha256()
    try:
        for piece in file_pieces(source, entry):
            found.update(piece)
    except UnreadableError as error:
        message = f"{error.message}; a release that cannot be read whole cannot be signed for"
        raise SourceError(message) from error
    return found.hexdigest()
