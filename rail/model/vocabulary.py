"""The vocabulary: use categories, permissions, duties, limits, qualifiers, purposes and actions."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the vocabulary.

    Attributes:
        id: kebab-case, never reused.
        label: what people read.
        definition: our own words.
        parent: id of the broader entry, or ``None``.
        in_scope: examples that fall under it.
        out_of_scope: near examples that do not.
        matches: IRIs of the same or a close concept, as ``{"exact": (...), "close": (...)}``.
        details: what only some kinds have: ``asks`` (qualifiers), ``needs`` (actions), ``answer``, ``unit`` and
            ``metric`` (questions), ``touches`` (sectors, actors), ``members`` (territories), ``odrl`` (limits).
    """

    id: str
    label: str
    definition: str
    parent: str | None = None
    in_scope: tuple[str, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    matches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    details: Mapping[str, object] = field(default_factory=dict)


_OF_TERMS = ("uses", "permissions", "duties", "limits", "provisions")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words by kind: uses, permissions, duties, limits, qualifiers, purposes, actions."""

    kinds: Mapping[str, Mapping[str, Entry]]

    def entry(self, word: str) -> Entry | None:
        """Return the entry with this id, or ``None``; of several kinds the one that terms speak of comes first."""
        for kind in (*_OF_TERMS, *self.kinds):  # `military` is a use before it is an actor
            entry = self.kinds.get(kind, {}).get(word)
            if entry is not None:
                return entry
        return None

    def label(self, word: str) -> str:
        """Return the label of a word, or the word itself where the vocabulary does not know it."""
        entry = self.entry(word)
        return word if entry is None else entry.label
