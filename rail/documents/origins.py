"""What a release is built on, from the graph of its lineage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.documents.expressions import license_expression
from rail.documents.inventory import Origin, Relation
from rail.model.lineage import ROOT, NodeKind

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.lineage import Edge, Node

_HUB_NAME = re.compile(r"[\w.-]{1,96}/[\w.-]{1,96}", re.ASCII)
_SEEN_ON_HUB = frozenset({"hub", "hub-cache"})


def origins_of(facts: Facts, knowledge: Knowledge) -> tuple[Origin, ...]:
    """Return every model and data set of the lineage, sorted by id."""
    edges: dict[str, list[Edge]] = {}
    for edge in facts.lineage.edges:
        edges.setdefault(edge.parent, []).append(edge)
    nodes = sorted((node for node in facts.lineage.nodes if node.id != ROOT), key=lambda node: node.id)
    return tuple(_origin(node, edges.get(node.id, []), knowledge) for node in nodes)


def _origin(node: Node, edges: list[Edge], knowledge: Knowledge) -> Origin:
    relations = {
        (edge.child, edge.kind): Relation(
            edge.child, edge.kind, edge.source, str(edge.location) if edge.location else edge.where
        )
        for edge in reversed(edges)
    }
    ordered = sorted(relations.values(), key=lambda one: (one.child != ROOT, one.child, one.kind.value))
    return Origin(
        id=node.id,
        name=node.name,
        artifact=node.kind.value,
        license=license_expression(node.license, knowledge),
        license_id=node.license,
        revision=node.revision,
        relations=tuple(ordered),
        answers=node.answers,
        url=_url(node),
    )


def _url(node: Node) -> str | None:
    """Return the page on the Hub of what a place has seen there; a name alone proves no repository."""
    seen = any(answer.by in _SEEN_ON_HUB for answer in node.answers)
    if not seen or not _HUB_NAME.fullmatch(node.name):
        return None
    return f"https://huggingface.co/{'datasets/' if node.kind is NodeKind.DATASET else ''}{node.name}"
