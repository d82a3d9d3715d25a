"""Files that are written whole: ours as long as nobody changed them; what people wrote is never overwritten."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from rail.attach.derive.block import parted
from rail.errors import InputError

if TYPE_CHECKING:
    from rail.attach.draft import Draft
    from rail.model.facts import Facts


def write_whole(draft: Draft, facts: Facts, path: str, data: bytes, why: str) -> str:
    """Draft a file of ours, and return its path as the release spells it; what `rail derive` put there stays.

    Raises:
        InputError: people wrote what stands there, or changed what we wrote.
    """
    path = draft.path(path)
    there = draft.read(path)
    own, block = parted(there or b"")
    data += b"\n" * bool(block) + block
    if there is not None and own.strip() and there != data:
        ours = {} if facts.lock is None else {one.path: one.sha256 for one in facts.lock.written}
        if ours.get(path) != sha256(there).hexdigest():
            message = f"{path}: holds what people wrote or changed; it is not written over, and nothing was written"
            raise InputError(message, "move what you want to keep elsewhere, then run the command again")
    draft.write(path, data, why)
    return path
