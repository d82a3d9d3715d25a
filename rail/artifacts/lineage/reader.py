"""The lineage of one release: who is asked about its upstreams, in which order, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.curations import curated_lineage
from rail.artifacts.lineage.cache import HubCache
from rail.artifacts.lineage.graph import LineageBuilder, statement_of
from rail.artifacts.lineage.lock import LockTeller, stated_upstreams
from rail.artifacts.lineage.table import BaseTable
from rail.artifacts.lineage.upstreams import inherited_upstreams, resolved_upstreams
from rail.model.facts import Problem
from rail.model.late import dataclass
from rail.model.lineage import NodeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.artifacts.lineage.interface import Teller
    from rail.knowledge.store import Knowledge
    from rail.model.curation import Curation
    from rail.model.facts import Facts, Upstream
    from rail.model.lock import Lock


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked about upstreams beside the local cache and the table.

    Attributes:
        curations: what people concluded where nothing else resolves an upstream.
        as_of: ISO date on which a curation must hold.
        lock: the release's ``rail.lock``.
        online: the Hub is asked as well.
    """

    curations: Sequence[Curation] = ()
    as_of: str | None = None
    lock: Lock | None = None
    online: bool = False

    def tellers(self, knowledge: Knowledge) -> tuple[Teller, ...]:
        """Return the places that are asked, in their order."""
        lock = () if self.lock is None else (LockTeller(self.lock),)
        if not self.online:
            return (*lock, HubCache(knowledge), BaseTable(knowledge))
        from rail.artifacts.lineage.hub import Hub

        return (*lock, Hub(knowledge, self.as_of), HubCache(knowledge), BaseTable(knowledge))


def with_lineage(facts: Facts, knowledge: Knowledge, stated: Sequence[Upstream], asked: Asked) -> Facts:
    """Return the facts of a release with its upstreams, direct ones first, and the graph that they come from.

    Args:
        facts: what else was read from the release.
        knowledge: the records.
        stated: the upstreams that the release states.
        asked: who is asked.
    """
    stated = (*stated, *(() if asked.lock is None else stated_upstreams(asked.lock)))
    kind = NodeKind.DATASET if facts.artifact == "dataset" else NodeKind.MODEL
    builder = LineageBuilder(knowledge, asked.tellers(knowledge), facts.name, kind)
    lineage = builder.build([statement_of(upstream) for upstream in stated])
    lineage = curated_lineage(lineage, asked.curations, knowledge, asked.as_of)
    cut = {Problem(stated[0].location, "lineage-cut", problem) for problem in lineage.problems}
    return replace(
        facts,
        upstreams=(*resolved_upstreams(stated, lineage, builder), *inherited_upstreams(lineage)),
        lineage=lineage,
        lock=asked.lock,
        problems=tuple(sorted({*facts.problems, *cut}, key=lambda one: (one.location.path, one.kind, one.message))),
    )
