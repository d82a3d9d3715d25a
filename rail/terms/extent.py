"""Which clauses of a licence the edits of a text reach, and of which no word is left.

``TextChange`` names one clause for each edit. Where the text itself is at hand the edits are laid over all clause
borders, so that terms are given up exactly where their words are gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.identify.candidates import find_candidates
from rail.identify.identify import identify_text
from rail.identify.judge import Input, compare, input_of
from rail.identify.normalise import prepare, stream, tokens
from rail.identify.windows import window_hash
from rail.model.identification import TextStatus
from rail.terms.effective import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.identify.index import Index
    from rail.identify.judge import Comparison, Edit
    from rail.identify.reference import Border, Reference

_SLIDE = 40


def extent_of(text: str, license_id: str, index: Index) -> Extent | None:
    """Return which clauses of a licence a text changed, or ``None`` where it is not that licence.

    Args:
        text: a text that was identified as the licence and holds no other.
        license_id: the licence.
        index: the known texts.
    """
    found = identify_text(text, index)
    if [entry.license for entry in found] != [license_id]:
        return None
    if found[0].status is TextStatus.CANONICAL:
        return Extent()
    number = index.find(license_id)
    prepared = prepare(text)
    words, marks = stream(tokens(prepared))
    here = input_of(prepared, words, marks, index)
    for candidate in find_candidates(here.words, index):
        if candidate.number == number:
            comparison = compare(here, index.reference(number), candidate.first, candidate.last, index)
            return None if comparison is None else _extent(comparison, here)
    return None


def _extent(comparison: Comparison, here: Input) -> Extent:
    clauses = comparison.reference.clauses
    gone: set[str] = set()
    partial: set[str] = set()
    for edit in comparison.edits:
        reached = [_reached(clauses, known) for known in _places(edit, here, comparison.reference)]
        whole, part = min(reached, key=lambda pair: (len(pair[1]), -len(pair[0])))
        gone |= whole
        partial |= part
    return Extent(frozenset(gone), frozenset(partial - gone))


def _reached(clauses: Sequence[Border], known: tuple[int, int]) -> tuple[set[str], set[str]]:
    """Return the clauses that a range of words holds whole, and those that it holds in part."""
    start, end = known[0], max(known[1], known[0] + 1)
    reached = [clause for clause in clauses if start < clause.end and clause.start < end]
    whole = {clause.id for clause in reached if known[0] <= clause.start and clause.end <= known[1]}
    return whole, {clause.id for clause in reached} - whole


def _places(edit: Edit, here: Input, reference: Reference) -> Iterator[tuple[int, int]]:
    """Yield every range of words whose removal gives the same text.

    Where two items of a list begin alike, the words that went may be counted from either: one range ends where the
    next item begins, the other a word later.
    """
    start, end = edit.known
    yield start, end
    place = edit.here[0]
    if edit.here[1] > place or start == end:
        return
    for shift in range(1, _SLIDE):
        if not _same(here, place - shift, reference, end - shift):
            break
        yield start - shift, end - shift
    for shift in range(1, _SLIDE):
        # The window that ends with the word in question; before it both texts are the same.
        back = shift - reference.width
        if not _same(here, place + back, reference, start + back):
            break
        yield start + shift, end + shift


def _same(here: Input, place: int, reference: Reference, known: int) -> bool:
    """Tell whether the unit (a word, or a window of words) at a place of the input is that of the known text."""
    if place < 0 or not 0 <= known < len(reference.units) or place + reference.width > len(here.words):
        return False
    if isinstance(reference.units, str):
        return here.codes[place] == reference.units[known]
    return window_hash(here.words, place) == reference.units[known]
