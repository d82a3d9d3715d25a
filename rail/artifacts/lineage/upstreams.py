"""Upstreams of a release from its lineage: the stated ones with their licences, and those that they bring along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.lineage.graph import statement_of
from rail.model.facts import RelationKind, Upstream
from rail.model.location import Location
from rail.terms.paths import composed, reaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.artifacts.lineage.graph import LineageBuilder
    from rail.model.lineage import Edge, Lineage, Node

MAX_INHERITED = 1000


def resolved_upstreams(stated: Sequence[Upstream], lineage: Lineage, builder: LineageBuilder) -> tuple[Upstream, ...]:
    """Return the stated upstreams, each once for every licence that a place names for it."""
    nodes = {node.id: node for node in lineage.nodes}
    found: list[Upstream] = []
    for upstream in stated:
        node = nodes.get(builder.id_of(upstream.name, statement_of(upstream).artifact))
        found += [upstream] if node is None else _of_node(upstream, node)
    return tuple(found)


def upstreams_of(lineage: Lineage, node: str) -> tuple[Upstream, ...]:
    """Return everything that one artefact of a graph is built on, nearest first."""
    nodes = {one.id: one for one in lineage.nodes}
    found: list[Upstream] = []
    for reach in reaches(lineage.edges, root=node):
        via = tuple(nodes[name].name for name in reach.path[:-1])
        found += _of_node(
            Upstream(reach.kind, nodes[reach.node].name, "lineage", Location("."), via=via), nodes[reach.node]
        )
    return tuple(found)


def inherited_upstreams(lineage: Lineage) -> tuple[Upstream, ...]:
    """Return the upstreams of upstreams; one that is stated directly in the same relation is not repeated."""
    nodes = {node.id: node for node in lineage.nodes}
    places = _places(lineage.edges)
    found: list[Upstream] = []
    direct: set[tuple[str, RelationKind | None]] = set()
    for reach in reaches(lineage.edges):
        if len(reach.path) == 1:
            direct.add((reach.node, composed(RelationKind.QUANTIZED, reach.kind)))
            continue
        if (reach.node, reach.kind) in direct or reach.node in reach.path[:-1] or len(found) >= MAX_INHERITED:
            continue
        via = tuple(nodes[name].name for name in reach.path[:-1])
        node = nodes[reach.node]
        place = places.get(reach.path[0], Location("."))
        found += _of_node(Upstream(reach.kind, node.name, "lineage", place, via=via), node)
    return tuple(found)


def _places(edges: Iterable[Edge]) -> dict[str, Location]:
    """Return where in the release each direct upstream is stated, the first place by name."""
    places: dict[str, Location] = {}
    for edge in edges:
        if edge.location is not None:
            places[edge.parent] = min(places.get(edge.parent, edge.location), edge.location, key=_place_order)
    return places


def _place_order(place: Location) -> tuple[str, int]:
    return (place.path, place.line or 0)


def _of_node(upstream: Upstream, node: Node) -> Iterator[Upstream]:
    answers = {answer.license: answer for answer in reversed(node.answers) if answer.license is not None}
    if not answers:
        yield replace(
            upstream,
            resolved_by=node.resolved_by,
            resolved_on=node.resolved_on,
            resolution_source=node.resolution_source,
        )
    for license_id in node.licenses:
        answer = answers[license_id]
        yield replace(
            upstream,
            license=license_id,
            resolved_by=answer.by,
            resolved_on=answer.on,
            resolution_source=answer.where,
        )
