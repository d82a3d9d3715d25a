"""How far the hashing of large files has come, on a terminal; elsewhere nothing is told."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORTH_TELLING = 256 << 20


@contextmanager
def hashing(total: int) -> Iterator[Callable[[int], None] | None]:
    """Show a bar on standard error while many bytes are read; yields what is to be called with each piece's length.

    Args:
        total: how many bytes there are to read.
    """
    if total < _WORTH_TELLING or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total, label="Hashing", show_eta=False, file=sys.stderr) as bar:
        yield bar.update


def folder_bytes(path: str) -> int:
    """Return how many bytes lie in a folder; 0 where it is no folder."""
    import os

    total = 0
    for root, _, names in os.walk(path):
        for name in names:
            try:
                total += os.lstat(os.path.join(root, name)).st_size  # noqa: PTH118 # large folders
            except OSError:
                continue
    return total
