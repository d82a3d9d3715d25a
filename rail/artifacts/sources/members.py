"""The members of an archive, whatever its format: names, kinds and bounded bytes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import Enum
from typing import TYPE_CHECKING

from rail.errors import SourceError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

# Text packs to a twentieth at best, and weights hardly at all: more than this is made to be more than it looks.
MOST_RATIO = 200
FREE_BYTES = 64 << 20  # below this, nothing is refused for its ratio


class ArchiveError(SourceError):
    """An archive, or one of its members, cannot be read safely; the message is without the archive's name."""


class MemberKind(Enum):
    """What a member is."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    HARD_LINK = "hard-link"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Member:
    """One member.

    Attributes:
        name: as it stands in the archive.
        size: in bytes, unpacked.
        target: where a link leads.
        place: what tells the reader where the bytes are.
    """

    name: bytes
    kind: MemberKind
    size: int
    target: bytes = b""
    place: int = 0


class Members(ABC):
    """What an archive format gives."""

    @abstractmethod
    def members(self) -> Iterator[Member]:
        """Yield every member in the order of the archive.

        Raises:
            ArchiveError: the archive is broken, ends too early, or unpacks to too much.
        """

    @abstractmethod
    def read(self, member: Member, length: int, offset: int) -> bytes:
        """Return at most ``length`` bytes.

        Raises:
            ArchiveError: the member is encrypted, broken, or packed so that the place cannot be reached.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the file."""


def refuse_bomb(packed: int, unpacked: int) -> None:
    """Refuse an archive that unpacks to far more than its size.

    Raises:
        ArchiveError: it does.
    """
    if unpacked > FREE_BYTES and unpacked > packed * MOST_RATIO:
        message = f"its {packed:,} bytes unpack to {unpacked:,} or more, as a decompression bomb does"
        raise ArchiveError(message)
