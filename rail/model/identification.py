"""What an identified text is: canonical, modified, a family mention, unknown, or no licence at all."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from rail.model.late import dataclass
from rail.model.license_ids import LicenseIds


class TextStatus(Enum):
    """How a text stands to the licence that it is, or claims to be (design, promise 2)."""

    CANONICAL = "canonical"
    MODIFIED = "modified"
    FAMILY = "family"
    UNKNOWN = "unknown"
    NONE = "none"


class ChangeKind(Enum):
    """What happened to a passage."""

    REMOVED = "removed"
    ADDED = "added"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class TextChange:
    """One change of meaning against the canonical text.

    Attributes:
        kind: what happened.
        clause: label of the clause touched, or ``None`` where no clause covers the place.
        clause_id: its id in the record, or ``None``.
        categories: vocabulary ids carried by the terms of that clause.
        line: 1-based line of the input where it shows, or ``None`` for a pure removal at an unknown place.
        words: the input's own words at the place (at most 40), empty for a removal.
    """

    kind: ChangeKind
    clause: str | None
    clause_id: str | None
    categories: tuple[str, ...]
    line: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Identification:
    """One licence found in one text.

    Attributes:
        status: how the text stands to ``license``.
        license: record id or LicenseDB key; ``None`` for unknown and none; the family id for a family mention.
        ids: the names other systems use.
        similarity: share of the licence's words that the text holds in order, 0..1.
        span: first and last 1-based line of the input that belong to it.
        changes: changes of meaning, in the order of the input.
        via: ``text``, ``pointer`` (a short reference), ``tag`` (SPDX-License-Identifier) or ``title``.
        candidates: near misses, best first, for an ``unknown`` text.
        language: BCP 47 tag of the text that it was identified as.
        translation_of: the licence whose translation that text is.
    """

    status: TextStatus
    license: str | None
    ids: LicenseIds = field(default_factory=LicenseIds)
    similarity: float = 0.0
    span: tuple[int, int] = (1, 1)
    changes: tuple[TextChange, ...] = ()
    via: str = "text"
    candidates: tuple[str, ...] = ()
    language: str = "en"
    translation_of: str | None = None
