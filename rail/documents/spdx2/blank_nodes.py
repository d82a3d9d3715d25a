"""Names for the blank nodes of an RDF graph by what they hold and who holds them.

The general way to name them (rdflib's ``to_canonical_graph``) takes half a minute for 500 files. In a graph of SPDX 2.3
blank nodes form trees, each below one named node, so that a hash from the leaves up and from the root down will do.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


class BlankNodes:
    """The blank nodes of a graph, each with what it holds and who holds it."""

    def __init__(self, graph: Graph) -> None:
        """Take the triples that begin or end in one."""
        from rdflib import BNode

        self._below: dict[Node, list[tuple[Node, Node]]] = {}
        self._above: dict[Node, list[tuple[Node, Node]]] = {}
        for start, kind, end in graph:
            if isinstance(start, BNode):
                self._below.setdefault(start, []).append((kind, end))
            if isinstance(end, BNode):
                self._above.setdefault(end, []).append((start, kind))
        self._contents: dict[Node, str] = {}
        self._names: dict[Node, str] = {}

    def names(self) -> dict[Node, str]:
        """Return a name for every one of them; they form trees in a graph of SPDX 2.3."""
        for node in {*self._below, *self._above}:
            self._name(node)
        return self._names

    def _content(self, node: Node) -> str:
        if node not in self._below:
            return node.n3() if node not in self._above else ""
        if node not in self._contents:
            self._contents[node] = ""  # a cycle ends here
            held = sorted(f"{kind} {self._content(end)}" for kind, end in self._below[node])
            self._contents[node] = _hash(*held)
        return self._contents[node]

    def _name(self, node: Node) -> str:
        if node not in self._below and node not in self._above:
            return node.n3()
        if node not in self._names:
            self._names[node] = ""
            holders = sorted(f"{self._name(start)} {kind}" for start, kind in self._above.get(node, []))
            self._names[node] = f"b{_hash(self._content(node), *holders)[:24]}"
        return self._names[node]


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
