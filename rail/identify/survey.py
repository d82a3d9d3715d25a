"""The second look: which known texts stand in an input, what was changed in them, and what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.identify.candidates import find_candidates
from rail.identify.changes import beside, changes_of
from rail.identify.judge import Comparison, Input, compare
from rail.identify.mentions import find_mentions
from rail.identify.normalise import copyright_lines, lines_of, stream, tokens
from rail.model.identification import Identification, TextStatus
from rail.model.license import LicenseIds

if TYPE_CHECKING:
    from rail.identify.candidates import Candidate
    from rail.identify.index import Index
    from rail.identify.normalise import Mark

_SURE = 0.75
_REDUCED = 0.35
_PURE = 0.85
_FEW_WORDS = 12
_FEWEST = 3
_NEAR = 0.3
_MAX_LICENSES = 40
_MAX_WORDS = 400_000


class Found(NamedTuple):
    """A comparison that was accepted."""

    comparison: Comparison
    status: TextStatus


def survey(text: str, prepared: str, index: Index) -> tuple[Identification, ...]:
    """Return the licences of a text that is not exactly one known text."""
    words, marks = stream(tokens(prepared))
    words = words[:_MAX_WORDS]
    by_place: dict[int, list[Mark]] = {}
    for mark in marks:
        by_place.setdefault(mark.place, []).append(mark)
    lines = lines_of(prepared)
    holders = copyright_lines(prepared)
    here = Input(words, by_place, index.encode(words), {place for place, line in enumerate(lines) if line in holders})
    accepted: list[Comparison] = []
    near: list[Comparison] = []
    _search(here, (0, len(words)), index, accepted, near)
    if accepted:
        return tuple(_report(item, accepted, here, lines) for item in sorted(accepted, key=lambda c: c.start))
    return find_mentions(text, prepared, words, near, index)


def _search(
    here: Input, area: tuple[int, int], index: Index, accepted: list[Comparison], near: list[Comparison]
) -> None:
    """Find the best text in an area of the input, then look before and after it."""
    start, end = area
    whole = area == (0, len(here.words))
    if end - start < (_FEWEST if whole else _FEW_WORDS) or len(accepted) >= _MAX_LICENSES:
        return
    compared = []
    for candidate in find_candidates(here.words[start:end], index):
        comparison = _compare(here, area, candidate, index)
        if comparison is not None:
            compared.append(comparison)
    compared.sort(key=lambda item: (item.hard - item.equal, item.hard, -item.similarity, item.reference.number))
    best = next((item for item in compared if _is_that_text(item)), None)
    if best is None:
        near += [item for item in compared if item.similarity >= _NEAR]
        return
    accepted.append(best)
    _search(here, (start, best.start), index, accepted, near)
    _search(here, (best.end, end), index, accepted, near)


def _compare(here: Input, area: tuple[int, int], candidate: Candidate, index: Index) -> Comparison | None:
    start, end = area
    part = here
    if area != (0, len(here.words)):
        marks = {place: marks for place, marks in here.marks.items() if start <= place < end}
        part = Input(here.words[:end], marks, here.codes[:end], here.holders)
    comparison = compare(
        part, index.reference(candidate.number), candidate.first + start, candidate.last + start, index
    )
    return comparison if comparison is not None and comparison.start >= start else None


def _is_that_text(item: Comparison) -> bool:
    if item.equal < min(_FEW_WORDS, item.expected):
        return False
    return item.similarity >= _SURE or (item.similarity >= _REDUCED and item.purity >= _PURE)


def _report(item: Comparison, accepted: list[Comparison], here: Input, lines: list[int]) -> Identification:
    changes = changes_of(item, here, lines) + beside(item, accepted, here, lines)
    names = item.reference.names
    return Identification(
        status=TextStatus.MODIFIED if changes else TextStatus.CANONICAL,
        license=names.id,
        ids=LicenseIds(names.spdx, names.hub, names.licensedb),
        similarity=round(item.similarity, 4) if changes else 1.0,
        span=(lines[item.start], lines[max(item.start, item.end - 1)]),
        changes=tuple(sorted(changes, key=lambda change: change.line or 0)),
    )
