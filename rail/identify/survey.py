"""The second look: which known texts stand in an input, what was changed in them, and what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.identify.candidates import find_candidates
from rail.identify.changes import beside, changes_of
from rail.identify.judge import Comparison, Input, compare, input_of
from rail.identify.normalise import MAX_CHARS, lines_of, stream
from rail.model.identification import Identification, TextStatus
from rail.model.license_ids import LicenseIds

if TYPE_CHECKING:
    from rail.identify.candidates import Candidate
    from rail.identify.index import Index

_SURE = 0.75
_REDUCED = 0.35
_PURE = 0.85
_MIXED = 0.5
_INSIDE = 0.85
_ENOUGH = 3
_WINDOWS_A_WORD = 5
_HOPELESS = 0.12
_CLEAR = 0.93
_TITLE_WORDS = 16
_TITLE_WEIGHT = 2
_FEW_WORDS = 12
_FEWEST = 3
_NEAR = 0.3
_MAX_LICENSES = 40
_MAX_WORDS = 400_000
_LETTERS = 6  # of a word, with the blank behind it
_LEAST_SHARE = 0.002


class Found(NamedTuple):
    """A comparison that was accepted."""

    comparison: Comparison
    status: TextStatus


def survey(text: str, prepared: str, found: list[str], index: Index) -> tuple[Identification, ...]:
    """Return the licences of a text that is not exactly one known text."""
    words, marks = stream(found)
    unread = len(words) > _MAX_WORDS or len(text) > MAX_CHARS
    words = words[:_MAX_WORDS]
    here = input_of(prepared, words, marks, index)
    accepted: list[Comparison] = []
    near: list[Comparison] = []
    _search(here, (0, len(words)), index, accepted, near)
    if accepted:
        lines = lines_of(prepared)
        reports = tuple(_report(item, accepted, here, lines) for item in sorted(accepted, key=lambda c: c.start))
        held = sum(item.end - item.start for item in accepted) * _LETTERS
        return tuple(map(_doubted, reports)) if unread or held < _LEAST_SHARE * len(prepared) else reports
    from rail.identify.mentions import find_mentions

    return find_mentions(text, prepared, words, near, index)


def _search(
    here: Input, area: tuple[int, int], index: Index, accepted: list[Comparison], near: list[Comparison]
) -> None:
    """Find the best text in an area of the input, then look before and after it."""
    start, end = area
    whole = area == (0, len(here.words))
    if end - start < (_FEWEST if whole else _FEW_WORDS) or len(accepted) >= _MAX_LICENSES:
        return
    compared: list[Comparison] = []
    for candidate in find_candidates(here.words[start:end], index):
        if _is_settled(compared, candidate):
            continue
        comparison = _compare(here, area, candidate, index)
        if comparison is not None:
            compared.append(comparison)
    compared.sort(key=_distance)
    likely = [item for item in compared if _is_that_text(item, end - start)]
    best = _titled(likely, here) if likely else None
    if best is None:
        near += [item for item in compared if item.similarity >= _NEAR]
        return
    accepted.append(best)
    _search(here, (start, best.start), index, accepted, near)
    _search(here, (best.end, end), index, accepted, near)


def _titled(likely: list[Comparison], here: Input) -> Comparison:
    """Return the nearest text, or one of its siblings that is near, too, where only that has the title's date."""
    best = likely[0]
    if not _is_other_edition(best, here, len(best.edits)):
        return best
    titled = (
        item for item in likely if item.similarity > _CLEAR and not _is_other_edition(item, here, len(item.edits))
    )
    return next(titled, best)


def _distance(item: Comparison) -> tuple[int, int, float, int]:
    """Order comparisons, the nearest text first; a word of the title counts as much as a few others."""
    title = sum(min(edit.known[1], _TITLE_WORDS) - edit.known[0] for edit in item.edits if edit.known[0] < _TITLE_WORDS)
    return item.hard + _TITLE_WEIGHT * title - item.equal, item.hard, -item.similarity, item.reference.number


def _is_settled(compared: list[Comparison], candidate: Candidate) -> bool:
    """Tell whether a candidate need not be compared any more.

    One changed word takes at most five windows away: a text that lacks more than that for every word changed
    against a text found before cannot be nearer.
    """
    if not compared:
        return False
    clear = [item for item in compared if min(item.similarity, item.purity) > _CLEAR]
    if any(item.hard * _WINDOWS_A_WORD < candidate.missing for item in clear):
        return True
    if len(compared) < _ENOUGH:
        return False
    return candidate.share < _HOPELESS or any(item.hard < candidate.missing for item in clear)


def _compare(here: Input, area: tuple[int, int], candidate: Candidate, index: Index) -> Comparison | None:
    start, end = area
    part = here
    if area != (0, len(here.words)):
        marks = {place: marks for place, marks in here.marks.items() if start <= place < end}
        part = Input(here.prepared, here.words[:end], marks, here.codes[:end], here.holders)
    comparison = compare(
        part, index.reference(candidate.number), candidate.first + start, candidate.last + start, index
    )
    return comparison if comparison is not None and comparison.start >= start else None


def _is_that_text(item: Comparison, area: int) -> bool:
    """Tell whether the input holds this text, changed or not, and not merely passages that both borrowed."""
    if item.equal < min(_FEW_WORDS, item.expected):
        return False
    if (item.end - item.start) * 2 < area:  # a text inside another: legal boilerplate is shared by many
        return item.similarity >= _INSIDE and item.purity >= _INSIDE
    return (item.similarity >= _SURE and item.purity >= _MIXED) or (
        item.similarity >= _REDUCED and item.purity >= _PURE
    )


def _report(item: Comparison, accepted: list[Comparison], here: Input, lines: list[int]) -> Identification:
    changes = changes_of(item, here, lines) + beside(item, accepted, here, lines)
    names = item.reference.names
    if _is_other_edition(item, here, len(changes)):
        return Identification(
            TextStatus.UNKNOWN,
            None,
            similarity=round(item.similarity, 4),
            span=(lines[item.start], lines[max(item.start, item.end - 1)]),
            candidates=(names.id,),
        )
    return Identification(
        status=TextStatus.MODIFIED if changes else TextStatus.CANONICAL,
        license=names.id,
        ids=LicenseIds(names.spdx, names.hub, names.licensedb),
        similarity=round(item.similarity, 4) if changes else 1.0,
        span=(lines[item.start], lines[max(item.start, item.end - 1)]),
        changes=tuple(sorted(changes, key=lambda change: change.line or 0)),
        language=names.language,
        translation_of=names.translation_of,
    )


def _doubted(found: Identification) -> Identification:
    """Return what can be said of a text in a file that was not read to its end, or that is almost all something else.

    What stands there may limit the licence, and nobody looks into a file of megabytes for its terms.
    """
    if found.status is not TextStatus.CANONICAL:
        return found
    return Identification(
        TextStatus.UNKNOWN, None, similarity=found.similarity, span=found.span, candidates=(str(found.license),)
    )


def _is_other_edition(item: Comparison, here: Input, changes: int) -> bool:
    """Tell whether the title names another version or date and the text differs too: a sibling that is not known."""
    if changes < 2:  # noqa: PLR2004 # one edit, be it in the title, is an edit
        return False
    for edit in item.edits:
        if edit.known[0] >= _TITLE_WORDS:
            break
        words = here.words[edit.here[0] : edit.here[1]]
        if edit.known[0] == 0 and not words:  # the whole title is another one, and stands before what is alike
            words = here.words[max(0, item.start - _TITLE_WORDS) : item.start]
        if edit.known[0] == edit.known[1] and not words:  # a number in the form of a label
            return True
        if any(char.isdigit() for word in words for char in word) and edit.known[1] <= _TITLE_WORDS + 2:
            return True
    return False
