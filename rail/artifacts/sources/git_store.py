"""A foreign store of git objects before git is let near it: only plain files in plain folders, nothing borrowed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rail.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path


def check_objects(objects: Path) -> None:
    """Refuse a store of objects that leads out of its repository.

    git would follow a foreign ``alternates`` file or a link into any other repository on this machine.

    Raises:
        SourceError: it does, or it is no store at all.
    """
    if objects.is_symlink() or not objects.is_dir():
        message = f"{objects}: expected a folder of git objects, and no link"
        raise SourceError(message)
    for name in ("alternates", "http-alternates"):
        path = objects / "info" / name
        if os.path.lexists(path):
            message = f"{path}: the repository borrows objects from elsewhere; they are not read"
            raise SourceError(message, "`git repack -a -d` and remove the file, or make a plain clone")
    if b"\n" in os.fsencode(objects):
        message = f"{objects}: a path with a line break cannot be handed to git"
        raise SourceError(message)
    try:
        for name in _plain_items(os.fspath(objects)):
            _plain_items(f"{objects}/{name}")
    except OSError as error:
        message = f"{error.filename or objects}: {(error.strerror or type(error).__name__).lower()}"
        raise SourceError(message) from error


def _plain_items(folder: str) -> list[str]:
    """Return the names of the folders in a folder, which holds nothing else but files.

    Raises:
        SourceError: it does: git would follow a link, and wait for ever on a pipe.
    """
    names: list[str] = []
    with os.scandir(folder) as listing:
        for item in listing:
            if item.is_symlink():
                message = f"{item.path}: a link among the objects; it could lead elsewhere and is not followed"
            elif item.is_dir(follow_symlinks=False):
                names.append(item.name)
                continue
            elif item.is_file(follow_symlinks=False):
                continue
            else:
                message = f"{item.path}: a socket, pipe or device among the objects"
            raise SourceError(message, "make a plain clone and give its path")
    return sorted(names)
