"""A teller: a place that knows something about an upstream, asked by its exact name, never by a pattern."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.model.facts import RelationKind
    from rail.model.lineage import LicenseAnswer, NodeKind, Notice
    from rail.model.location import Location

MAX_UPSTREAMS = 300  # that one artefact states


@dataclass(frozen=True, slots=True)
class Statement:
    """One artefact is built on another.

    Attributes:
        kind: how.
        name: the other one, as stated.
        artifact: what the other one is.
        source: who says so.
        location: where in the release.
        where: where else, in words.
        says: for a statement that is handed on (``rail-lock``), who said so first.
    """

    kind: RelationKind
    name: str
    artifact: NodeKind
    source: str
    location: Location | None = None
    where: str | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a place says about one artefact.

    Attributes:
        answers: under which licence it is.
        statements: what it is built on.
        revision: the revision that was looked at.
        problem: why it could not be told all.
        notice: the NOTICE file that came with it.
    """

    answers: tuple[LicenseAnswer, ...] = ()
    statements: tuple[Statement, ...] = ()
    revision: str | None = None
    problem: str | None = None
    notice: Notice | None = None


class Teller(ABC):
    """One place that knows upstreams."""

    @abstractmethod
    def tell(self, name: str, kind: NodeKind) -> Told | None:
        """Return what is known of an artefact, or ``None``."""
