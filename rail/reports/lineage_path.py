"""The way from a release to the upstreams that a finding speaks of, step by step, as the lineage of a report has it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, cast

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.model.finding import Finding, Report

    Row = Mapping[str, object]

_SHORTEST = 3  # a shorter name stands in many sentences by chance
_ROOT = "."


@dataclass(frozen=True, slots=True)
class Step:
    """One edge on the way: what is built on what, how, and who says so.

    Attributes:
        license: the licence of the upstream, or ``None``.
        resolved: by what, when and where that licence was read.
        seen: the place in the release, or the outside source, that states the edge.
    """

    child: str
    relation: str
    parent: str
    license: str | None
    resolved: str
    seen: str


def lineage_path(report: Report, finding: Finding) -> tuple[Step, ...]:
    """Return the edges that lead from the release to the upstreams that a finding names, nearest first, each once."""
    nodes = {str(row["id"]): row for row in _rows(report, "nodes")}
    into = _ways(_rows(report, "edges"))
    told = "\n".join([finding.message, *(item.text for item in finding.evidence)])
    steps: dict[str, Step] = {}
    for name, row in nodes.items():
        if name == _ROOT or len(str(row["name"])) < _SHORTEST or str(row["name"]) not in told:
            continue
        way: list[str] = []
        here = name
        while here in into:
            way.append(here)
            here = str(into[here]["child"])
        if here == _ROOT:
            steps |= {at: _step(into[at], nodes) for at in reversed(way) if at not in steps}
    return tuple(steps.values())


def _rows(report: Report, name: str) -> Sequence[Row]:
    return cast("Sequence[Row]", report.lineage.get(name, ()))


def _ways(edges: Sequence[Row]) -> dict[str, Row]:
    """Return for each node the edge by which it is reached first; a circle is walked once."""
    below: dict[str, list[Row]] = {}
    for edge in edges:
        below.setdefault(str(edge["child"]), []).append(edge)
    into: dict[str, Row] = {}
    waiting = deque([_ROOT])
    while waiting:
        for edge in below.get(waiting.popleft(), ()):
            parent = str(edge["parent"])
            if parent != _ROOT and parent not in into:
                into[parent] = edge
                waiting.append(parent)
    return into


def _step(edge: Row, nodes: Mapping[str, Row]) -> Step:
    child, parent = str(edge["child"]), str(edge["parent"])
    node = nodes[parent]
    place = f"{edge['path']}:{edge['line']}" if edge["line"] else edge["path"] or edge["where"] or edge["source"]
    by = (node["resolved_by"], node["resolved_on"], node["resolution_source"])
    return Step(
        child=str(nodes[child]["name"]) if child in nodes else child,
        relation=str(edge["relation"]),
        parent=str(node["name"]),
        license=None if node["license"] is None else str(node["license"]),
        resolved=", ".join(str(part) for part in by if part),
        seen=str(place),
    )
