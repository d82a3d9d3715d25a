"""The members of a zip archive (APPNOTE.TXT of PKWARE, by way of the standard library)."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from rail.artifacts.sources.members import ArchiveError, Member, MemberKind, Members, refuse_bomb

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENCRYPTED = 1
_TARGET_CAP = 4096
_SKIPPED_CAP = 256 << 20  # a packed member is unpacked from its beginning: further in, nothing is read
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class ZipMembers(Members):
    """A zip archive."""

    def __init__(self, path: str) -> None:
        """Read the directory of the archive.

        Raises:
            OSError: the file cannot be opened.
            ArchiveError: it is no zip archive, or its end is missing.
        """
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            message = f"no whole zip archive: the directory at its end is missing or broken ({error})"
            raise ArchiveError(message) from error
        self._infos = self._zip.infolist()
        refuse_bomb(Path(path).stat().st_size, sum(info.file_size for info in self._infos))

    def members(self) -> Iterator[Member]:
        """Yield the members as the directory lists them."""
        for place, info in enumerate(self._infos):
            name = os.fsencode(info.orig_filename.partition("\0")[0]) if "\0" in info.orig_filename else _name(info)
            mode = info.external_attr >> 16
            if info.is_dir():
                yield Member(name, MemberKind.FOLDER, 0)
            elif stat.S_ISLNK(mode):
                target = self.read(Member(name, MemberKind.LINK, info.file_size, place=place), _TARGET_CAP, 0)
                yield Member(name, MemberKind.LINK, info.file_size, target, place)
            elif stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
                yield Member(name, MemberKind.SPECIAL, info.file_size)
            else:
                yield Member(name, MemberKind.FILE, info.file_size, place=place)

    def read(self, member: Member, length: int, offset: int) -> bytes:
        """Return at most ``length`` bytes of a member."""
        info = self._infos[member.place]
        if info.flag_bits & _ENCRYPTED:
            message = "encrypted; no password is asked for"
            raise ArchiveError(message)
        if offset > _SKIPPED_CAP and info.compress_type != zipfile.ZIP_STORED:
            message = f"packed, and the place lies more than {_SKIPPED_CAP >> 20} MB in"
            raise ArchiveError(message)
        try:
            with self._zip.open(info) as stream:
                stream.seek(offset)
                return stream.read(length)
        except _BROKEN as error:
            message = f"broken in the archive ({error})"
            raise ArchiveError(message) from error

    def close(self) -> None:
        """Close the file."""
        self._zip.close()


def _name(info: zipfile.ZipInfo) -> bytes:
    return info.filename.encode("utf-8", "surrogateescape")
