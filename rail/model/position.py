"""Positions: what is held on a question of law or definition, by whom, since when, and how settled it is."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.license import Source


@dataclass(frozen=True, slots=True)
class Condition:
    """Which licences a reading is about; every part that is set must hold.

    Attributes:
        prohibitions: the terms, or those of a policy that they take in, forbid at least one use.
        limits: the terms have at least one of these limits.
        duties: the terms have at least one of these duties.
        facts: these facts of the record have these values.
    """

    prohibitions: bool = False
    limits: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    facts: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PositionReading:
    """What a position says of the licences that a condition describes.

    Attributes:
        when: the condition.
        effect: ``condition-met``, ``not-met`` or ``unsettled``.
        says: our own words.
    """

    when: Condition
    effect: str
    says: str


@dataclass(frozen=True, slots=True)
class View:
    """One answer to a contested question.

    Attributes:
        holds: the answer, in our own words.
        by: who holds it, or reports that it is held.
        source: where that was read.
    """

    holds: str
    by: str
    source: Source


@dataclass(frozen=True, slots=True)
class Position:
    """One question with its answers, as they were read on a day.

    Attributes:
        id: kebab-case, never reused.
        title: the question.
        jurisdiction: ISO 3166 code or ``EU``; ``None`` where the source is no law.
        status: ``in-force``, ``draft``, ``contested`` or ``superseded``.
        status_note: what that rests on.
        artifacts: kinds of artefacts that the question arises for.
        sources: what was read.
        read_on: ISO date.
        review_by: ISO date from which it counts as old.
        readings: the first whose condition holds applies.
        views: the answers that are held on a contested question, which stand against each other.
    """

    id: str
    title: str
    jurisdiction: str | None
    status: str
    status_note: str
    artifacts: tuple[str, ...]
    sources: tuple[Source, ...]
    read_on: str
    review_by: str
    readings: tuple[PositionReading, ...]
    views: tuple[View, ...] = ()
