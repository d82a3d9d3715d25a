"""How a path through the lineage is told: in a message, and as evidence with who says each step."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rail.model.finding import Evidence
from rail.model.lineage import ROOT

if TYPE_CHECKING:
    from rail.model.facts import Facts, Upstream
    from rail.model.lineage import Edge


def upstream_words(upstream: Upstream) -> str:
    """Return an upstream's name, and for an inherited one what leads to it."""
    return f"{upstream.name} (through {', '.join(upstream.via)})" if upstream.via else upstream.name


def path_evidence(facts: Facts, upstream: Upstream) -> tuple[Evidence, ...]:
    """Return who says that the release is built on an upstream, step by step from the release."""
    if not upstream.via:
        return (Evidence(f"names {upstream.name} ({upstream.kind.value})", upstream.location),)
    ids = {node.name: node.id for node in facts.lineage.nodes}
    names = (*upstream.via, upstream.name)
    first = _edge(facts, ROOT, ids.get(names[0], ""))
    kind = f" ({first.kind.value})" if first else ""
    steps = [Evidence(f"names {names[0]}{kind}", upstream.location)]
    for child, parent in pairwise(names):
        edge = _edge(facts, ids.get(child, ""), ids.get(parent, ""))
        told = f" ({edge.kind.value}), says {edge.source}" if edge else ""
        steps.append(Evidence(f"{child} is built on {parent}{told}", source=edge.where if edge else None))
    return tuple(steps)


def _edge(facts: Facts, child: str, parent: str) -> Edge | None:
    return next((edge for edge in facts.lineage.edges if edge.child == child and edge.parent == parent), None)
