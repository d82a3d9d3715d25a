"""The uses that a licence can forbid, each with the clauses that it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.choose.wishes import State, Weighing, harm
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.attach.choose.wishes import Met
    from rail.model.vocabulary import Entry, Vocabulary


@dataclass(frozen=True, slots=True)
class Harm:
    """One use, and what forbids it.

    Attributes:
        entry: the word of the vocabulary.
        group: the label of the broadest use that it belongs to; its own where it is that one.
        clauses: the first clauses of the ranking that forbid it, each from another licence.
        count: how many licences of the ranking forbid it.
    """

    entry: Entry
    group: str
    clauses: tuple[Met, ...]
    count: int


def harms(weighings: Sequence[Weighing], vocabulary: Vocabulary, shown: int) -> tuple[Harm, ...]:
    """Return every use by groups, with the clauses of the licences that forbid it, in the order of the licences."""
    return tuple(_harm(entry, weighings, vocabulary, shown) for entry in _ordered(vocabulary))


def _harm(entry: Entry, weighings: Sequence[Weighing], vocabulary: Vocabulary, shown: int) -> Harm:
    found = [row for row in (harm(entry.id, weighing) for weighing in weighings) if row.state is not State.UNMET]
    whole = [row for row in found if row.state is State.MET]
    first = [*whole, *(row for row in found if row.state is not State.MET)][:shown]
    return Harm(entry, _group(entry, vocabulary).label, tuple(first), len(found))


def _ordered(vocabulary: Vocabulary) -> Iterator[Entry]:
    """Yield the uses below each broad one, behind it; a broad one with uses below it is no answer but a heading."""
    entries = vocabulary.kinds["uses"]
    broad = [entry for entry in entries.values() if entry.parent is None]
    parents = {entry.parent for entry in entries.values()}
    for top in broad:
        if top.id not in parents:
            yield top
        yield from (entry for entry in entries.values() if entry.parent and _group(entry, vocabulary) is top)


def _group(entry: Entry, vocabulary: Vocabulary) -> Entry:
    entries = vocabulary.kinds["uses"]
    while entry.parent is not None and entry.parent in entries:
        entry = entries[entry.parent]
    return entry
