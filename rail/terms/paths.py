"""Paths through a lineage: what a release inherits, how it stands to it, and which cycles there are.

Relations compose along a path. Data that something upstream was trained on is data for the release as well; outputs of
a model that somebody upstream learned from stay that; a copy of a copy is a copy; all else is derived. What measured
something upstream has no part in the release.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rail.model.facts import RelationKind
from rail.model.late import dataclass
from rail.model.lineage import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rail.model.lineage import Edge

MAX_DEPTH = 32
# The weakest hold first: a path is what its least settled step is.
_CLASSES = (RelationKind.QUANTIZED, RelationKind.DERIVED, RelationKind.DISTILLED, RelationKind.TRAINED_ON)
_NO_DERIVATION = frozenset({RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON})


@dataclass(frozen=True, slots=True)
class Reach:
    """One artefact that a release is built on, with the shortest path to it for its relation.

    Attributes:
        kind: the stated relation for a direct upstream, the composed one further up.
        path: node ids from the direct upstream to the artefact itself.
    """

    kind: RelationKind
    path: tuple[str, ...]

    @property
    def node(self) -> str:
        """Id of the artefact."""
        return self.path[-1]


def composed(first: RelationKind, then: RelationKind) -> RelationKind | None:
    """Return the relation of a release to something one step further up; ``None`` where the path ends."""
    if RelationKind.EVALUATED_ON in {first, then}:
        return None
    return max(_class_of(first), _class_of(then), key=_CLASSES.index)


def reaches(edges: Iterable[Edge], *, root: str = ROOT, depth: int = MAX_DEPTH) -> tuple[Reach, ...]:
    """Return everything that a release is built on, nearest first; an artefact once a relation.

    The order of the edges plays no part: of several paths, the shortest counts, then the first by name.
    """
    steps = _steps(edges)
    found = [Reach(kind, (parent,)) for parent, kind in steps.get(root, ()) if parent != root]
    seen = {(reach.node, _class_of(reach.kind)) for reach in found if reach.kind is not RelationKind.EVALUATED_ON}
    front = found
    for _ in range(depth):
        front = _further(front, steps, seen, root)
        if not front:
            break
        found = found + front
    return tuple(found)


def cycles(edges: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """Return one cycle for each group of artefacts that are derived from one another, the first name first.

    Only what is built from something counts: a model may well be trained on data that its base wrote.
    """
    steps: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.kind not in _NO_DERIVATION:
            steps[edge.child].add(edge.parent)
    found = []
    taken: set[str] = set()
    for start in sorted(steps):
        way = None if start in taken else _way_back(start, steps)
        if way is not None:
            taken.update(way)
            found.append(way)
    return tuple(found)


def _class_of(kind: RelationKind) -> RelationKind:
    return kind if kind in _CLASSES else RelationKind.DERIVED


def _steps(edges: Iterable[Edge]) -> Mapping[str, list[tuple[str, RelationKind]]]:
    steps: dict[str, set[tuple[str, RelationKind]]] = defaultdict(set)
    for edge in edges:
        steps[edge.child].add((edge.parent, edge.kind))
    return {child: sorted(parents, key=lambda step: (step[0], step[1].value)) for child, parents in steps.items()}


def _further(
    front: list[Reach],
    steps: Mapping[str, list[tuple[str, RelationKind]]],
    seen: set[tuple[str, RelationKind]],
    root: str,
) -> list[Reach]:
    """Return what lies one step beyond a front, and was not reached in that relation before."""
    found = []
    for reach in sorted(front, key=lambda item: (item.path, item.kind.value)):
        for parent, kind in steps.get(reach.node, ()):
            both = composed(reach.kind, kind)
            if both is None or parent == root or (parent, both) in seen:
                continue
            seen.add((parent, both))
            found.append(Reach(both, (*reach.path, parent)))
    return found


def _way_back(start: str, steps: Mapping[str, set[str]]) -> tuple[str, ...] | None:
    """Return the shortest way from a node to itself, without its end; breadth first, so that nothing recurses."""
    came: dict[str, str] = {}
    front = [start]
    while front:
        beyond = []
        for node in front:
            for parent in sorted(steps.get(node, ())):
                if parent == start:
                    return _unwound(node, came, start)
                if parent not in came:
                    came[parent] = node
                    beyond.append(parent)
        front = beyond
    return None


def _unwound(node: str, came: Mapping[str, str], start: str) -> tuple[str, ...]:
    way = [node]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))
