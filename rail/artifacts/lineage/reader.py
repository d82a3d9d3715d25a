"""The lineage of one release: who is asked about its upstreams, in which order, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.curations import curated_lineage
from rail.artifacts.lineage.cache import HubCache
from rail.artifacts.lineage.graph import LineageBuilder, statement_of
from rail.artifacts.lineage.table import BaseTable
from rail.artifacts.lineage.upstreams import inherited_upstreams, resolved_upstreams
from rail.model.facts import Problem
from rail.model.lineage import NodeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.curation import Curation
    from rail.model.facts import Facts, Upstream


def with_lineage(
    facts: Facts, knowledge: Knowledge, stated: Sequence[Upstream], curations: Sequence[Curation], as_of: str | None
) -> Facts:
    """Return the facts of a release with its upstreams, direct ones first, and the graph that they come from.

    Args:
        facts: what else was read from the release.
        knowledge: the records.
        stated: the upstreams that the release states.
        curations: what people concluded where nothing else resolves an upstream.
        as_of: ISO date on which a curation must hold.
    """
    kind = NodeKind.DATASET if facts.artifact == "dataset" else NodeKind.MODEL
    builder = LineageBuilder(knowledge, (HubCache(knowledge), BaseTable(knowledge)), facts.name, kind)
    lineage = builder.build([statement_of(upstream) for upstream in stated])
    lineage = curated_lineage(lineage, curations, knowledge, as_of)
    cut = {Problem(stated[0].location, "lineage-cut", problem) for problem in lineage.problems}
    return replace(
        facts,
        upstreams=(*resolved_upstreams(stated, lineage, builder), *inherited_upstreams(lineage)),
        lineage=lineage,
        problems=tuple(sorted({*facts.problems, *cut}, key=lambda one: (one.location.path, one.kind, one.message))),
    )
