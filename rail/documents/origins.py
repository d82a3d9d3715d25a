"""What a release is built on, from the graph of its lineage.

What ``rail.lock`` repeats is told by who said it first, with the place and the day: a document is the same whether it
was read through the lock or not. Only what a person wrote there is the lock's own word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.documents.expressions import license_expression
from rail.documents.inventory import Origin, Relation
from rail.model.lineage import ROOT, NodeKind, node_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.lineage import Edge, LicenseAnswer, Node
    from rail.model.lock import LockEntry

_HUB_NAME = re.compile(r"[\w.-]{1,96}/[\w.-]{1,96}", re.ASCII)
_SEEN_ON_HUB = frozenset({"hub", "hub-cache"})
_LOCK = "rail-lock"
_BASES = ("text", "tag", "catalogue", "stated")


def origins_of(facts: Facts, knowledge: Knowledge) -> tuple[Origin, ...]:
    """Return every model and data set of the lineage, sorted by id."""
    edges: dict[str, list[Edge]] = {}
    for edge in facts.lineage.edges:
        edges.setdefault(edge.parent, []).append(edge)
    locked: dict[str, list[LockEntry]] = {}
    for entry in facts.lock.entries if facts.lock else ():
        if not entry.by_hand:
            locked.setdefault(node_id(entry.name, entry.kind), []).append(entry)
    nodes = sorted((node for node in facts.lineage.nodes if node.id != ROOT), key=lambda node: node.id)
    return tuple(
        _origin(node, edges.get(node.id, []), locked.get(node_id(node.name, node.kind), []), knowledge)
        for node in nodes
    )


def _origin(node: Node, edges: Sequence[Edge], locked: Sequence[LockEntry], knowledge: Knowledge) -> Origin:
    relations = {(edge.child, edge.kind): _relation(edge, locked) for edge in reversed(edges)}
    ordered = sorted(relations.values(), key=lambda one: (one.child != ROOT, one.child, one.kind.value))
    answers = _answers(node, locked)
    return Origin(
        id=node.id,
        name=node.name,
        artifact=node.kind.value,
        license=license_expression(node.license, knowledge),
        license_id=node.license,
        revision=node.revision,
        relations=tuple(ordered),
        answers=answers,
        url=_url(node, answers),
    )


def _relation(edge: Edge, locked: Sequence[LockEntry]) -> Relation:
    """Return a relation with who stated it first."""
    if edge.source == _LOCK:
        for use in (use for entry in locked for use in entry.uses):
            child = ROOT if use.child == ROOT else node_id(use.child, use.artifact)
            if (child, use.relation) == (edge.child, edge.kind):
                return Relation(edge.child, edge.kind, use.says, use.where)
    return Relation(edge.child, edge.kind, edge.source, str(edge.location) if edge.location else edge.where)


def _answers(node: Node, locked: Sequence[LockEntry]) -> tuple[LicenseAnswer, ...]:
    """Return what was seen, each thing once, with the day that the lock has for it."""
    own = [answer for answer in node.answers if answer.by != _LOCK or answer.basis == "stated"]
    found = {replace(answer, on=None): answer for answer in own}
    found |= {replace(answer, on=None): answer for entry in locked for answer in entry.seen}
    return tuple(sorted(found.values(), key=lambda one: (_BASES.index(one.basis), one.by, one.where, str(one.on))))


def _url(node: Node, answers: Sequence[LicenseAnswer]) -> str | None:
    """Return the page on the Hub of what a place has seen there; a name alone proves no repository."""
    seen = any(answer.by in _SEEN_ON_HUB for answer in answers)
    if not seen or not _HUB_NAME.fullmatch(node.name):
        return None
    return f"https://huggingface.co/{'datasets/' if node.kind is NodeKind.DATASET else ''}{node.name}"
