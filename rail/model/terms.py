"""Terms: what one instrument permits, prohibits, requires and limits, clause by clause.

The four kinds follow ODRL 2.2 (Permission, Prohibition, Duty, and Constraint as ``limit``).
"""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


class TermKind(Enum):
    """What a term does; a limit narrows the permissions beside it."""

    PERMISSION = "permission"
    PROHIBITION = "prohibition"
    DUTY = "duty"
    LIMIT = "limit"


class FlowDown(Enum):
    """How strongly an instrument's use restrictions must travel with derivatives, strongest first."""

    SAME_RESTRICTIONS = "same-restrictions"
    EQUIVALENT_RESTRICTIONS = "equivalent-restrictions"
    COPY_AND_POLICY = "copy-and-policy"
    COPY = "copy"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Term:
    """One permission, prohibition, duty or limit.

    Attributes:
        id: unique within its instrument.
        kind: what the term does.
        about: an id of the vocabulary: a use category (prohibition), a permission, a duty or a limit.
        clause: id of the clause that carries it.
        summary: our own words.
        qualifiers: qualifier name -> values, e.g. ``{"intent": ("intended",), "exception": ("consent",)}``.
        when: the actions that trigger it, e.g. ``("distribute", "host")``; empty means always.
        artifacts: artefact kinds it speaks about; empty means all that the instrument covers.
        params: details by name: ``phrase``, ``prefix``, ``file``, ``threshold``, ``unit``, ``territory`` ...
    """

    id: str
    kind: TermKind
    about: str
    clause: str
    summary: str
    qualifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    when: tuple[str, ...] = ()
    artifacts: tuple[str, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms of one instrument, with how strongly its restrictions flow down."""

    flow_down: FlowDown
    terms: tuple[Term, ...]

    def of_kind(self, kind: TermKind) -> tuple[Term, ...]:
        """Return the terms of one kind, in the order of the instrument."""
        return tuple(term for term in self.terms if term.kind is kind)

    def restricted_uses(self) -> tuple[str, ...]:
        """Return the use categories that are prohibited, each once, in the order of the instrument."""
        return tuple(dict.fromkeys(term.about for term in self.of_kind(TermKind.PROHIBITION)))

    def duties(self, about: str) -> tuple[Term, ...]:
        """Return the duties about one id of the vocabulary."""
        return tuple(term for term in self.of_kind(TermKind.DUTY) if term.about == about)
