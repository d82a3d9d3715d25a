"""The graph: from what the release states, through every place that knows its upstreams, as far as they lead.

Breadth first and bounded in number and depth, so that a cycle ends and nothing recurses. Every name becomes a node,
whether anything is known of it or not.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rail.artifacts.lineage.interface import MAX_UPSTREAMS, Statement
from rail.artifacts.lineage.table import known_upstream
from rail.model.facts import RelationKind
from rail.model.lineage import ROOT, Edge, Lineage, Node, NodeKind, node_id
from rail.model.upstream_names import is_local_path, plain_name, short_name
from rail.terms.paths import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rail.artifacts.lineage.interface import Teller, Told
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream
    from rail.model.lineage import LicenseAnswer, Notice

MAX_NODES = 1000
MAX_EDGES = 10_000
_BASES = ("text", "tag", "catalogue", "stated")
_PLACES = ("rail-lock", "hub", "hub-cache", "base-table", "curation")
_LOCK = "rail-lock"
_DATA = frozenset({RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON})


def statement_of(upstream: Upstream) -> Statement:
    """Return what a place of the release states, as an edge; what it was trained on or measured with is data."""
    artifact = NodeKind.DATASET if upstream.kind in _DATA else NodeKind.MODEL
    return Statement(upstream.kind, upstream.name, artifact, upstream.source, upstream.location)


@dataclass(slots=True)
class _Seen:
    name: str
    kind: NodeKind
    depth: int
    revision: str | None = None
    notice: Notice | None = None
    answers: list[LicenseAnswer] = field(default_factory=list)


class LineageBuilder:
    """Builds the lineage of one release."""

    def __init__(self, knowledge: Knowledge, tellers: Sequence[Teller], name: str, kind: NodeKind) -> None:
        """Take who is asked, strongest place first, and the release's own name and kind."""
        self._knowledge = knowledge
        self._tellers = tellers
        # Only a full name is a name: many a copy has the last part of its base's name.
        self._own = node_id(name, kind) if "/" in name else None
        self._root = Node(ROOT, name, kind)
        self._seen: dict[str, _Seen] = {}
        self._edges: dict[Edge, None] = {}
        self._problems: dict[str, None] = {}
        self._short: dict[str, str] = {}

    def build(self, statements: Iterable[Statement]) -> Lineage:
        """Return the graph that grows from the release's own statements."""
        stated = list(statements)
        if not stated:
            return Lineage()
        self._short = _full_names(stated)
        front = self._add(ROOT, stated, 1)
        while front:
            beyond: list[str] = []
            for node in front:
                beyond += self._ask(node)
            front = beyond
        nodes = (self._root, *(_node(key, seen) for key, seen in self._seen.items()))
        return Lineage(
            tuple(sorted(nodes, key=lambda node: node.id)),
            tuple(sorted(self._edges, key=_edge_order)),
            tuple(self._problems),
        )

    def id_of(self, name: str, kind: NodeKind) -> str:
        """Return the node that a name stands for."""
        plain = plain_name(name).removeprefix("datasets/") if kind is NodeKind.DATASET else plain_name(name)
        key = node_id(plain, kind)
        if key == self._own:
            return ROOT
        if kind is NodeKind.MODEL and "/" not in plain:
            plain = self._short.get(plain.lower(), plain)
        row = known_upstream(self._knowledge, plain, kind)
        return node_id(plain if row is None else row.name, kind)

    def _add(self, child: str, statements: Sequence[Statement], depth: int) -> list[str]:
        fresh = []
        if len(statements) > MAX_UPSTREAMS:
            self._problems[f"{child}: {len(statements)} upstreams; the first {MAX_UPSTREAMS} were followed"] = None
        for item in statements[:MAX_UPSTREAMS]:
            parent = self.id_of(item.name, item.artifact)
            known = parent == ROOT or parent in self._seen
            if (not known and len(self._seen) >= MAX_NODES) or len(self._edges) >= MAX_EDGES:
                more = (
                    f"more than {MAX_NODES:,} upstreams, or {MAX_EDGES:,} statements of them; the rest was not followed"
                )
                self._problems[more] = None
                continue
            self._edges[Edge(child, parent, item.kind, item.source, item.location, item.where)] = None
            if not known:
                self._seen[parent] = _Seen(plain_name(item.name), item.artifact, depth)
                fresh.append(parent)
        return fresh

    def _ask(self, node: str) -> list[str]:
        seen = self._seen[node]
        if is_local_path(seen.name):
            return []
        told = [found for teller in self._tellers if (found := teller.tell(seen.name, seen.kind)) is not None]
        statements = self._heard(seen, told)
        if seen.depth >= MAX_DEPTH and statements:
            self._problems[f"{seen.name}: {MAX_DEPTH} steps up; what it is built on was not followed"] = None
            return []
        return self._add(node, statements, seen.depth + 1)

    def _heard(self, seen: _Seen, told: Sequence[Told]) -> list[Statement]:
        statements: dict[Statement, None] = {}
        answered = {answer.by for found in told for answer in found.answers}
        answered |= {item.source for found in told for item in found.statements}
        for found in told:
            seen.answers += found.answers
            seen.revision = seen.revision or found.revision
            seen.notice = seen.notice or found.notice
            # What the lock has from a place that answers today is for that place to say.
            statements.update((item, None) for item in found.statements if item.says not in answered - {_LOCK})
            if found.problem:
                self._problems[found.problem] = None
        return list(statements)


def with_answer(node: Node, answer: LicenseAnswer) -> Node:
    """Return the node with one more answer."""
    return _settled(replace(node, answers=(*node.answers, answer)))


def _node(key: str, seen: _Seen) -> Node:
    answers = tuple(seen.answers)
    return _settled(Node(key, seen.name, seen.kind, revision=seen.revision, answers=answers, notice=seen.notice))


def _settled(node: Node) -> Node:
    answers = tuple(sorted(node.answers, key=_evidence_order))
    first = next((answer for answer in answers if answer.license is not None), answers[0] if answers else None)
    node = replace(node, answers=answers)
    return replace(
        node,
        license=node.licenses[0] if len(node.licenses) == 1 else None,
        resolved_by=first.by if first else None,
        resolved_on=first.on if first else None,
        resolution_source=first.where if first else None,
    )


def _evidence_order(answer: LicenseAnswer) -> tuple[int, int, str]:
    return (_BASES.index(answer.basis), _PLACES.index(answer.by), answer.where)


def _edge_order(edge: Edge) -> tuple[str, str, str, str, str, str]:
    return (edge.child, edge.parent, edge.kind.value, edge.source, str(edge.location or ""), edge.where or "")


def _full_names(statements: Iterable[Statement]) -> dict[str, str]:
    """Return the one full name that a release uses for each last part; files often drop the owner."""
    full: dict[str, set[str]] = {}
    for item in statements:
        name = plain_name(item.name)
        if item.artifact is NodeKind.MODEL and "/" in name and not is_local_path(name):
            full.setdefault(short_name(name), set()).add(name.lower())
    return {short: names.pop() for short, names in full.items() if len(names) == 1}
