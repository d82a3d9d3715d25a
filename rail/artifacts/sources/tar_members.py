"""The members of a tar archive (POSIX.1-2001 pax, by way of the standard library), packed or not.

A packed archive can only be read from its beginning: one pass keeps the first bytes of every member in a temporary
file, which is enough for texts, cards and the headers of weights.
"""

from __future__ import annotations

import lzma
import os
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from rail.artifacts.sources.members import ArchiveError, Member, MemberKind, Members, refuse_bomb

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT_OF_ONE = 16 << 20
_KEPT = 2 << 30
_CHUNK = 1 << 20
_IN_MEMORY = 32 << 20
_HEADER_CAP = 1 << 20  # of a long name or of extended attributes, which are read as a whole
_LONG = frozenset(
    {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
)
_BROKEN = (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError, ValueError, OverflowError)
_NOT_OPENED = (*_BROKEN, OSError)  # gzip raises a plain OSError for what is no gzip


class _Header(tarfile.TarInfo):
    """A header that does not read any amount of extended attributes."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _LONG and self.size > _HEADER_CAP:
            message = f"a header of {self.size:,} bytes"
            raise tarfile.ReadError(message)
        return cast("tarfile.TarInfo", super()._proc_member(archive))  # type: ignore[misc] # not in the stubs


class TarMembers(Members):
    """A tar archive."""

    def __init__(self, path: str) -> None:
        """Open the archive.

        Raises:
            OSError: the file cannot be opened.
            ArchiveError: it is no tar archive.
        """
        self._size = Path(path).stat().st_size
        self._file = Path(path).open("rb")  # noqa: SIM115 # closed by close()
        self._kept: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 # closed by close()
        self._spans: list[tuple[int, int, int]] = []
        try:
            self._tar = tarfile.open(fileobj=self._file, errorlevel=1, tarinfo=_Header)  # noqa: SIM115 # closed by close()
        except _NOT_OPENED as error:
            self._file.close()
            self._kept.close()
            message = "no tar archive that can be read: its beginning is missing or broken"
            raise ArchiveError(message) from error
        self._plain = self._tar.fileobj is self._file

    def members(self) -> Iterator[Member]:
        """Yield the members in order; those of a packed archive are kept while they pass."""
        unpacked = 0
        try:
            while (info := self._tar.next()) is not None:
                self._tar.members.clear()  # type: ignore[attr-defined] # not in the stubs; it would keep them all
                unpacked += info.size if info.isreg() else 0
                refuse_bomb(self._size, unpacked)
                yield self._member(info)
            self._refuse_truncated()
        except _NOT_OPENED as error:
            message = f"it ends too early or is broken ({error})"
            raise ArchiveError(message) from error

    def read(self, member: Member, length: int, offset: int) -> bytes:
        """Return at most ``length`` bytes of a member."""
        start, kept, size = self._spans[member.place]
        length = max(0, min(length, size - offset))
        if offset + length > kept:
            message = f"in a packed archive only the first {_KEPT_OF_ONE >> 20} MB of a member are read"
            raise ArchiveError(message)
        stream = self._file if self._plain else self._kept
        stream.seek(start + offset)
        return stream.read(length)

    def close(self) -> None:
        """Close the file and remove what was kept."""
        self._tar.close()
        self._file.close()
        self._kept.close()

    def _member(self, info: tarfile.TarInfo) -> Member:
        name = os.fsencode(info.name)
        if info.isdir():
            return Member(name, MemberKind.FOLDER, 0)
        if info.issym() or info.islnk():
            kind = MemberKind.LINK if info.issym() else MemberKind.HARD_LINK
            return Member(name, kind, 0, os.fsencode(info.linkname))
        if not info.isreg() or info.sparse is not None:
            return Member(name, MemberKind.SPECIAL, info.size)
        self._spans.append(self._keep(info))
        return Member(name, MemberKind.FILE, info.size, place=len(self._spans) - 1)

    def _keep(self, info: tarfile.TarInfo) -> tuple[int, int, int]:
        """Return where the bytes of a member are, how many of them, and its size."""
        if self._plain:
            if info.offset_data + info.size > self._size:
                message = f"it ends in the middle of {info.name[:200]!r}"
                raise ArchiveError(message)
            return info.offset_data, info.size, info.size
        start = self._kept.seek(0, os.SEEK_END)
        room = min(info.size, _KEPT_OF_ONE, max(0, _KEPT - start))
        stream = cast("IO[bytes]", self._tar.extractfile(info))
        left = room
        while left > 0:
            piece = stream.read(min(left, _CHUNK))
            if not piece:
                message = f"it ends in the middle of {info.name[:200]!r}"
                raise ArchiveError(message)
            left -= self._kept.write(piece)
        return start, room, info.size

    def _refuse_truncated(self) -> None:
        """Refuse an archive without the empty block that ends it; the standard library is content without one."""
        stream = cast("IO[bytes]", self._tar.fileobj)
        stream.seek(self._tar.offset)
        if len(stream.read(tarfile.BLOCKSIZE)) < tarfile.BLOCKSIZE:
            message = "it ends too early: the block that closes an archive is missing"
            raise ArchiveError(message)
