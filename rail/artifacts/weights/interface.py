"""A format of weight files: the suffixes it goes by, and its header as text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING, ClassVar

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

Read = Callable[[int, int], bytes]
"""Returns at most ``length`` bytes of a file from ``offset``: ``read(offset, length)``."""

MAX_HEADER = 5_000_000  # what JSON costs in memory is up to thirty times its text
MAX_KEYS = 500
MAX_VALUE = 1000


class HeaderError(Exception):
    """A header cannot be read; the message says why, in words for a report."""


@dataclass(frozen=True, slots=True)
class Header:
    """The text values of a header, each at most ``MAX_VALUE`` characters, and why others are missing.

    ``tensors``: how many numbers of each type it lists; empty where it does not list them all.
    """

    metadata: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None
    tensors: Mapping[str, int] = field(default_factory=dict)


class WeightFormat(ABC):
    """How to read the header of one format."""

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]

    @abstractmethod
    def read(self, size: int, read: Read) -> Header:
        """Return the header of a file.

        Args:
            size: the file's size in bytes.
            read: reads a piece of it.

        Raises:
            HeaderError: it has no readable header.
        """


def exactly(read: Read, offset: int, length: int) -> bytes:
    """Return exactly ``length`` bytes at ``offset``.

    Raises:
        HeaderError: the file ends before.
    """
    piece = read(offset, length)
    if len(piece) < length:
        message = f"the file ends at byte {offset + len(piece):,}, inside its header"
        raise HeaderError(message)
    return piece[:length]


def shown(value: str) -> str:
    """Return a value as it is kept: at most ``MAX_VALUE`` characters, the end of a longer one cut off."""
    return value if len(value) <= MAX_VALUE else value[: MAX_VALUE - 1] + "…"
