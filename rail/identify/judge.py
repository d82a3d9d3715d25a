"""Which differences between an input and a known text change its meaning, and which licence the input is then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.identify.align import Block, equal_blocks
from rail.identify.limiting import count_limits
from rail.identify.normalise import copyright_lines, is_label, lines_of
from rail.identify.windows import SIZE, all_windows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.identify.index import Index
    from rail.identify.names import KnownMark
    from rail.identify.normalise import Mark
    from rail.identify.reference import Reference

_STRAY = 4  # an equal run of fewer words, far from the next, is chance
_FAR = 6
_SLACK = 12


class Edit(NamedTuple):
    """A difference: words ``known[0]:known[1]`` of the text stand as words ``here[0]:here[1]`` of the input."""

    known: tuple[int, int]
    here: tuple[int, int]

    @property
    def weight(self) -> int:
        """How many words it touches."""
        return max(self.known[1] - self.known[0], self.here[1] - self.here[0], 1)


class Comparison(NamedTuple):
    """How an input stands to one known text.

    Attributes:
        start: first word of the input that belongs to the text.
        end: one past the last.
        edits: the differences that change the meaning.
        equal: words that both have.
        expected: words of the text that had to be there.
    """

    reference: Reference
    start: int
    end: int
    edits: tuple[Edit, ...]
    equal: int
    expected: int

    @property
    def similarity(self) -> float:
        """Share of the text's words that the input has in order."""
        return min(1.0, self.equal / max(1, self.expected))

    @property
    def purity(self) -> float:
        """Share of the input's words, between the first and the last that belong to the text, that it has."""
        return self.equal / max(1, self.end - self.start)

    @property
    def hard(self) -> int:
        """How many words were changed."""
        return sum(edit.weight for edit in self.edits)


class Input(NamedTuple):
    """The words of the input as the comparison needs them; ``holders`` are the places of words in copyright lines."""

    prepared: str
    words: list[str]
    marks: dict[int, list[Mark]]
    codes: str
    holders: set[int]


def input_of(prepared: str, words: list[str], marks: Iterable[Mark], index: Index) -> Input:
    """Return a prepared text with its words as the comparison needs it."""
    by_place: dict[int, list[Mark]] = {}
    for mark in marks:
        by_place.setdefault(mark.place, []).append(mark)
    named = copyright_lines(prepared)
    holders = {place for place, line in enumerate(lines_of(prepared)) if line in named} if named else set()
    return Input(prepared, words, by_place, index.encode(words), holders)


def compare(here: Input, reference: Reference, first: int, last: int, index: Index) -> Comparison | None:
    """Compare the part of the input where a known text may stand with that text."""
    start = max(0, first - _SLACK)
    end = min(len(here.words), last + reference.size + _SLACK)
    if end <= start:
        return None
    if reference.width == 1:
        blocks = equal_blocks(reference.units, here.codes[start:end], 1)
    else:
        blocks = equal_blocks(reference.units, all_windows(here.words[start:end]), SIZE)
    blocks = _without_strays([Block(b.known, b.here + start, b.size) for b in blocks])
    if not blocks:
        return None
    edits = [edit for edit in _edits(blocks, reference.size) if not _is_free(edit, here, reference, index)]
    edits += _mark_edits(blocks, here, reference)
    equal = sum(block.size for block in blocks)
    absent = reference.size - equal
    allowed = min(absent, _free_words(blocks, reference))
    return Comparison(
        reference,
        blocks[0].here,
        blocks[-1].here + blocks[-1].size,
        tuple(sorted(set(edits), key=lambda edit: (edit.here, edit.known))),
        equal,
        reference.size - allowed,
    )


def _without_strays(blocks: list[Block]) -> list[Block]:
    """Drop short equal runs at either end that lie far from the rest of the text."""
    low, high = 0, len(blocks)
    while high - low > 1 and _is_stray(blocks[low], blocks[low + 1], blocks[low]):
        low += 1
    while high - low > 1 and _is_stray(blocks[high - 2], blocks[high - 1], blocks[high - 1]):
        high -= 1
    return blocks[low:high]


def _is_stray(one: Block, two: Block, judged: Block) -> bool:
    gap_here = two.here - one.here - one.size
    gap_known = two.known - one.known - one.size
    return judged.size < _STRAY and gap_here > _FAR and gap_here > 2 * gap_known


def _edits(blocks: list[Block], size: int) -> list[Edit]:
    """Return the differences between the blocks, and what is missing before and after them."""
    edits = []
    known, here = 0, blocks[0].here
    for block in blocks:
        if block.known > known or block.here > here:
            edits.append(Edit((known, block.known), (here, block.here)))
        known, here = block.known + block.size, block.here + block.size
    if known < size:
        edits.append(Edit((known, size), (here, here)))
    return edits


def _is_free(edit: Edit, here: Input, reference: Reference, index: Index) -> bool:
    words = here.words[edit.here[0] : edit.here[1]]
    if reference.width == 1 and isinstance(reference.units, str):
        theirs = [index.word(code) for code in reference.units[edit.known[0] : edit.known[1]]]
        if "".join(words) == "".join(theirs):
            return True
    else:
        from rail.identify.parted import parted_alike

        theirs = []
        if parted_alike(edit.known, edit.here, here.words, reference):
            return True
    start, end = edit.known
    if start == end and all(place in here.holders for place in range(*edit.here)):
        return True
    inside = any(low <= start and end <= high for low, high in reference.free)
    if not inside:
        return False
    return count_limits(words) <= count_limits(theirs) if words else True


def _mark_edits(blocks: list[Block], here: Input, reference: Reference) -> list[Edit]:
    """Return the numbers that differ inside equal passages, labels aside."""
    edits = []
    known: dict[int, list[KnownMark]] = {}
    for mark in reference.marks:
        known.setdefault(mark.place, []).append(mark)
    for block in blocks:
        shift = block.here - block.known
        ends = block.known + block.size == reference.size
        for place in range(block.known + 1, block.known + block.size + ends):
            theirs, ours = known.get(place), here.marks.get(place + shift)
            if theirs is None and ours is None:
                continue
            values = [mark.value for mark in ours or ()]
            lost = any(mark.fixed and mark.value not in values for mark in theirs or ())
            added = theirs is None and any(not is_label(here.prepared, mark) for mark in ours or ())
            if (lost or added) and not any(low < place < high for low, high in reference.free):
                edits.append(Edit((place, place), (place + shift, place + shift)))
    return edits


def _free_words(blocks: list[Block], reference: Reference) -> int:
    """Return how many words of free passages the input does not have."""
    held = 0
    for low, high in reference.free:
        for block in blocks:
            held += max(0, min(high, block.known + block.size) - max(low, block.known))
    return sum(high - low for low, high in reference.free) - held
