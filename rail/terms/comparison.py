"""What a comparison of two instruments finds, from the second one's side: what B adds, drops, narrows, widens."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.model.terms import Term


class Change(Enum):
    """What B does to something that A says."""

    ADDED = "added"
    DROPPED = "dropped"
    NARROWED = "narrowed"
    WIDENED = "widened"
    CHANGED = "changed"
    REWORDED = "reworded"
    UNREAD = "unread"


_MIRRORED = {
    Change.ADDED: Change.DROPPED,
    Change.DROPPED: Change.ADDED,
    Change.NARROWED: Change.WIDENED,
    Change.WIDENED: Change.NARROWED,
}
_OTHER = {"a": "b", "b": "a", None: None}


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says: our summary of it, the clauses that say so, and the term where it is one.

    Attributes:
        uncertain: the clause was altered in the file at hand, so that it may say something else.
    """

    summary: str
    clauses: tuple[str, ...] = ()
    term: Term | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that differs between two terms: a qualifier, a trigger, a number; no values where a side has none."""

    name: str
    a: tuple[str, ...]
    b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        kind: ``prohibition``, ``limit``, ``duty``, ``permission``, ``provision`` or ``flow-down``.
        about: an id of the vocabulary, or a flow-down.
        change: what B does; a narrowed prohibition forbids less, a narrowed permission permits less.
        stricter: the side that leaves less room, where the record can tell.
    """

    kind: str
    about: str
    change: Change
    a: Said | None
    b: Said | None
    details: tuple[Detail, ...] = ()
    stricter: str | None = None

    def mirrored(self) -> Difference:
        """Return the same difference seen from A."""
        return replace(
            self,
            change=_MIRRORED.get(self.change, self.change),
            a=self.b,
            b=self.a,
            details=tuple(Detail(detail.name, detail.b, detail.a) for detail in self.details),
            stricter=_OTHER[self.stricter],
        )


@dataclass(frozen=True, slots=True)
class Alike:
    """Something that both say.

    Attributes:
        worded: both use the same words; ``None`` where words could not be compared, and the category alone is the same.
    """

    kind: str
    about: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    worded: bool | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences of two instruments, and what they have in common.

    Attributes:
        relation: ``same``, ``b-within-a`` (B permits at most what A permits), ``a-within-b``, ``neither``, or ``open``
            where a file says more than was understood.
    """

    differences: tuple[Difference, ...]
    alike: tuple[Alike, ...]
    relation: str
