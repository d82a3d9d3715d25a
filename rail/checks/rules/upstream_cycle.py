"""upstream-cycle: a release that is its own base model, or upstreams that are built on one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found
from rail.checks.unread import unread_front_matter
from rail.model.finding import Evidence, Severity
from rail.model.lineage import ROOT
from rail.model.location import Location
from rail.terms.paths import cycles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context, Skip
    from rail.model.facts import Facts
    from rail.model.lineage import Edge


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for ways through the lineage that come back to where they began."""
    facts = context.facts
    yield from unread_front_matter(facts)
    for cycle in cycles(facts.lineage.edges):
        yield _found(facts, cycle)


def _found(facts: Facts, cycle: tuple[str, ...]) -> Found:
    nodes = {node.id: node for node in facts.lineage.nodes}
    names = [nodes[item].name for item in cycle]
    steps = [_edge(facts, child, parent) for child, parent in zip(cycle, (*cycle[1:], cycle[0]), strict=True)]
    own = ROOT in cycle
    places = [step.location for step in steps if step.location is not None]
    if len(cycle) == 1:
        what = f"{names[0]} is named as its own base model"
    else:
        what = f"each of these is said to be built on the next, and the last on the first: {', '.join(names)}"
    return Found(
        places[0] if places else _place(facts, cycle),
        what,
        severity=None if own else Severity.WARNING,
        component="weights" if own and facts.artifact != "dataset" else None,
        fix=None
        if own
        else "ask the publishers of these cards; if one of them is wrong for what you took, pin what "
        "you know in rail.lock",
        evidence=tuple(
            Evidence(
                f"{nodes[step.child].name} is built on {nodes[step.parent].name} "
                f"({step.kind.value}), says {step.source}",
                step.location,
                source=step.where,
            )
            for step in steps
        ),
    )


def _edge(facts: Facts, child: str, parent: str) -> Edge:
    return next(edge for edge in facts.lineage.edges if edge.child == child and edge.parent == parent)


def _place(facts: Facts, cycle: tuple[str, ...]) -> Location:
    """Return where the release names what leads into a cycle of others."""
    names = {node.name for node in facts.lineage.nodes if node.id in cycle}
    inside = (item.location for item in facts.upstreams if item.name in names)
    return min(inside, key=lambda place: (place.path, place.line or 0), default=Location("README.md"))
