"""Alignment of an input with a known text: the passages that are equal, in words, whatever the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.identify.walk import common_prefix, walk

if TYPE_CHECKING:
    from collections.abc import Sequence


class Block(NamedTuple):
    """A passage that is equal in both: where it begins in the known text and in the input, and its words."""

    known: int
    here: int
    size: int


def equal_blocks(known: Sequence[int] | str, here: Sequence[int] | str, width: int) -> list[Block]:
    """Return the equal passages in order; units that are windows of ``width`` words are turned into words."""
    prefix = common_prefix(known, here)
    suffix = common_prefix(known[prefix:][::-1], here[prefix:][::-1])
    blocks = [Block(0, 0, prefix)] if prefix else []
    middle = _middle_runs(known[prefix : len(known) - suffix], here[prefix : len(here) - suffix])
    blocks += [Block(prefix + one, prefix + two, size) for one, two, size in middle]
    if suffix:
        blocks.append(Block(len(known) - suffix, len(here) - suffix, suffix))
    return _joined([Block(b.known, b.here, b.size + width - 1) for b in _joined(blocks)])


def _middle_runs(known: Sequence[int] | str, here: Sequence[int] | str) -> list[tuple[int, int, int]]:
    if not known or not here:
        return []
    runs = walk(known, here)
    if runs is None:
        from rapidfuzz.distance import Indel

        runs = [
            (op.src_start, op.dest_start, op.src_end - op.src_start)
            for op in Indel.opcodes(known, here)
            if op.tag == "equal"
        ]
    return runs


def _joined(blocks: list[Block]) -> list[Block]:
    """Join blocks that touch, and shorten one that windows let reach into the next."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(block)
            continue
        if block.known - last.known == block.here - last.here and block.known <= last.known + last.size:
            joined[-1] = Block(last.known, last.here, max(last.size, block.known + block.size - last.known))
            continue
        overlap = max(last.known + last.size - block.known, last.here + last.size - block.here, 0)
        if overlap < block.size:
            joined.append(Block(block.known + overlap, block.here + overlap, block.size - overlap))
    return joined
