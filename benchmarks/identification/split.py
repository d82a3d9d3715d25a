"""Which texts are for tuning and which are held out: decided by the hash of a text's name, everywhere alike."""

from __future__ import annotations

from hashlib import sha256

SEEN = "seen"
HELD_OUT = "held-out"
_PARTS = 3


def part_of(name: str) -> str:
    """Return ``seen`` for two thirds of all names and ``held-out`` for the others."""
    return HELD_OUT if sha256(name.encode("utf-8")).digest()[0] % _PARTS == 0 else SEEN
