"""Where a symbolic link on disk leads: inside the root, into an allowed folder, out of it, or nowhere."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a link leads to.

    Attributes:
        path: where to open it: relative to the root, or absolute inside an allowed folder.
        size: of the file.
        mark: device and inode of the file; ``None`` for a folder.
        problem: why it is not read, in a word; ``None`` where all is well.
        reason: the same in words.
    """

    path: bytes = b""
    size: int = 0
    mark: tuple[int, int] | None = None
    problem: str | None = None
    reason: str = ""


def resolve_link(root: str, raw: bytes, allowed: Sequence[str]) -> LinkTarget:
    """Resolve a link below ``root`` (a real path) without opening what it leads to."""
    base = os.fsencode(root)
    try:
        real = os.path.realpath(base + b"/" + raw, strict=True)
        found = os.lstat(real)
    except OSError as error:
        return _broken(error)
    homes = (base, *(os.fsencode(extra) for extra in allowed))
    home = next((home for home in homes if real == home or real.startswith(home.rstrip(b"/") + b"/")), None)
    if home is None:
        return LinkTarget(problem="link-outside", reason="a link that leaves the release; it was not followed")
    if stat.S_ISDIR(found.st_mode):
        return LinkTarget()
    if not stat.S_ISREG(found.st_mode):
        return LinkTarget(problem="special-file", reason="a link to a socket, pipe or device; it was not opened")
    path = real[len(base.rstrip(b"/")) + 1 :] if home == base else real
    return LinkTarget(path, found.st_size, (found.st_dev, found.st_ino))


def _broken(error: OSError) -> LinkTarget:
    if error.errno == errno.ELOOP:
        return LinkTarget(problem="link-loop", reason="a link that leads back to itself")
    if isinstance(error, FileNotFoundError):
        return LinkTarget(problem="link-dangling", reason="a link to something that is not there")
    return LinkTarget(problem="unreadable", reason=(error.strerror or "a link that cannot be resolved").lower())
