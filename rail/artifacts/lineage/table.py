"""Upstreams in the dated table of well-known models and data sets: exact names only, each with source and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.lineage.interface import Statement, Teller, Told
from rail.artifacts.lineage.statements import relation_named
from rail.model.facts import RelationKind
from rail.model.lineage import LicenseAnswer, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.catalogue import KnownUpstream

_BY = "base-table"


class BaseTable(Teller):
    """The table that comes with this package."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the records."""
        self._knowledge = knowledge

    def tell(self, name: str, kind: NodeKind) -> Told | None:
        """Return the row of an artefact, or ``None``."""
        row = known_upstream(self._knowledge, name, kind)
        if row is None:
            return None
        answer = LicenseAnswer(_BY, "catalogue", row.license, row.stated or row.license, row.source, on=row.read_on)
        return Told((answer,), tuple(_statements(row, kind)))


def known_upstream(knowledge: Knowledge, name: str, kind: NodeKind) -> KnownUpstream | None:
    """Return the table's row for an exact name, or ``None``."""
    return knowledge.base(name) if kind is NodeKind.MODEL else knowledge.dataset(name)


def _statements(row: KnownUpstream, kind: NodeKind) -> Iterator[Statement]:
    relation = relation_named(row.relation or "") or RelationKind.DERIVED
    for name in row.bases:
        yield Statement(relation, name, NodeKind.MODEL, _BY, where=row.source)
    for name in row.datasets:
        trained = RelationKind.TRAINED_ON if kind is NodeKind.MODEL else RelationKind.DERIVED
        yield Statement(trained, name, NodeKind.DATASET, _BY, where=row.source)
