"""Changes of meaning as a reader needs them: what happened, in which clause, on which line, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.identify.limiting import holds_limit
from rail.model.identification import ChangeKind, TextChange

if TYPE_CHECKING:
    from rail.identify.judge import Comparison, Edit, Input
    from rail.identify.reference import Border

_MAX_WORDS = 40
_SAME_CHANGE = 3
_NEARBY = 90
_SHORT_FILE = 400


def changes_of(item: Comparison, here: Input, lines: list[int]) -> list[TextChange]:
    """Return the changes inside the text."""
    return [_change(edit, item, here, lines) for edit in _merged(item.edits)]


def beside(item: Comparison, accepted: list[Comparison], here: Input, lines: list[int]) -> list[TextChange]:
    """Return limiting words before and after the text that no other licence accounts for."""
    changes = []
    end_here = item.end
    if item.reference.additions:
        from rail.identify.additions import end_with_additions

        end_here = end_with_additions(item, here)
    before = max([other.end for other in accepted if other.end <= item.start], default=0)
    after = min([other.start for other in accepted if other.start >= item.end], default=len(here.words))
    short = item.start - before + after - end_here <= _SHORT_FILE
    reach = _SHORT_FILE if short else _NEARBY
    for start, end in ((max(before, item.start - reach), item.start), (end_here, min(after, end_here + reach))):
        words = here.words[start:end]
        if holds_limit(words):
            first = next(place for place in range(start, end) if holds_limit([here.words[place]]))
            shown = here.words[max(start, first - 10) : min(end, first + 30)]
            changes.append(TextChange(ChangeKind.ADDED, None, None, (), lines[first], " ".join(shown)))
    return changes


def _merged(edits: tuple[Edit, ...]) -> list[Edit]:
    """Join edits that only a few equal words separate."""
    merged: list[Edit] = []
    for edit in edits:
        last = merged[-1] if merged else None
        if (
            last is not None
            and edit.here[0] - last.here[1] < _SAME_CHANGE
            and edit.known[0] - last.known[1] < _SAME_CHANGE
        ):
            merged[-1] = last._replace(known=(last.known[0], edit.known[1]), here=(last.here[0], edit.here[1]))
        else:
            merged.append(edit)
    return merged


def _change(edit: Edit, item: Comparison, here: Input, lines: list[int]) -> TextChange:
    removed, added = edit.known[1] > edit.known[0], edit.here[1] > edit.here[0]
    kind = ChangeKind.ALTERED if removed == added else ChangeKind.REMOVED if removed else ChangeKind.ADDED
    clause = _clause(edit, item)
    place = min(edit.here[0], len(lines) - 1)
    words = here.words[edit.here[0] : edit.here[1]]
    return TextChange(
        kind,
        clause.label if clause else None,
        clause.id if clause else None,
        clause.categories if clause else (),
        lines[place] if lines else None,
        " ".join(words[:_MAX_WORDS]),
    )


def _clause(edit: Edit, item: Comparison) -> Border | None:
    """Return the smallest clause that the edit touches."""
    start, end = edit.known[0], max(edit.known[1], edit.known[0] + 1)
    touched = [clause for clause in item.reference.clauses if clause.start < end and start < clause.end]
    return min(touched, key=lambda clause: (clause.end - clause.start, clause.start), default=None)
