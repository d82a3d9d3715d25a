"""Bring a release into order in which a command was cut off while it wrote: rolled back, or completed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.edits.recovery import Recovery


def recover_release(path: str) -> Recovery | None:
    """Mend the folder of a release, or return ``None`` where no run was cut off; called before a command writes.

    Args:
        path: the folder, or a file in it.

    Raises:
        InputError: another command is writing there.
        RailError: what lies there is no journal of ours, or the folder cannot be written; nothing was touched.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path) or "."  # noqa: PTH112, PTH120 # starts faster
    if not os.path.lexists(os.path.join(folder, ".rail")):  # noqa: PTH118 # as above
        return None
    from rail.edits.recovery import recover

    return recover(folder)
