"""Lineage: the models and data sets that a release is built on, what they are built on, and who says so.

A graph: the release is the root, an edge leads from what was built to what it was built on. It may hold cycles, for it
is what others state. Nothing unresolved is dropped: a node without a licence is ``unknown``.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.model.facts import RelationKind
    from rail.model.location import Location

ROOT = "."
_DATASET = "datasets/"


class NodeKind(Enum):
    """What an upstream is; the Hub keeps the names of models and of data sets apart."""

    MODEL = "model"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class LicenseAnswer:
    """What one place says about the licence of an upstream.

    Attributes:
        by: ``rail-lock``, ``hub``, ``hub-cache``, ``base-table`` or ``curation``.
        basis: ``text`` (a licence file), ``tag`` (front matter), ``catalogue`` (somebody's table) or ``stated`` (a
            person wrote it), strongest first but for the last, which only fills gaps.
        license: the licence id, or ``None`` where the place names none that we know.
        stated: the value as it stands there.
        where: the place, in words that are the same on every machine.
        on: ISO date on which it was seen, where one is recorded.
        revision: the revision that was looked at, where one is known.
        text_sha256: hash of the licence text that was seen there.
    """

    by: str
    basis: str
    license: str | None
    stated: str | None
    where: str
    on: str | None = None
    revision: str | None = None
    text_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The NOTICE file of an upstream, known by its words (``rail.identify.normalise.phrase_words``).

    Attributes:
        path: its name there.
        words: how many words it has.
        words_sha256: SHA-256 of the words, joined by single blanks.
    """

    path: str
    words: int
    words_sha256: str


@dataclass(frozen=True, slots=True)
class Node:
    """One artefact of the graph.

    Attributes:
        id: the name in lower case, ``datasets/`` before that of a data set, ``.`` for the release itself.
        name: the name as it was first stated.
        license: the one licence that all places name; ``None`` where no place does, or where they disagree.
        resolved_by: the strongest place that named it.
        resolved_on: when that was seen.
        resolution_source: where that was.
        revision: the revision that was looked at.
        answers: what every place says, strongest first.
        notice: the NOTICE file that came with it, where its files are on this machine and hold one.
    """

    id: str
    name: str
    kind: NodeKind
    license: str | None = None
    resolved_by: str | None = None
    resolved_on: str | None = None
    resolution_source: str | None = None
    revision: str | None = None
    answers: tuple[LicenseAnswer, ...] = ()
    notice: Notice | None = None

    @property
    def licenses(self) -> tuple[str, ...]:
        """The licences that places name, strongest first, each once; more than one is a dispute."""
        return tuple(dict.fromkeys(answer.license for answer in self.answers if answer.license is not None))


@dataclass(frozen=True, slots=True)
class Edge:
    """One statement that something was built on something.

    Attributes:
        child: id of what was built.
        parent: id of what it was built on.
        kind: how.
        source: who says so: a source of ``Upstream``, ``rail-lock``, ``hub``, ``hub-cache`` or ``base-table``.
        location: where in the release it is stated, for an edge of the release itself.
        where: where else it is stated, in words.
    """

    child: str
    parent: str
    kind: RelationKind
    source: str
    location: Location | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """The graph, sorted; the release itself is the node ``.``.

    Attributes:
        problems: what was not followed, and why.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    problems: tuple[str, ...] = ()

    def node(self, node_id: str) -> Node | None:
        """Return the node with this id, or ``None``."""
        return next((node for node in self.nodes if node.id == node_id), None)


def node_id(name: str, kind: NodeKind) -> str:
    """Return the id of an artefact: case plays no part, as on the Hub."""
    plain = name.strip().lower()
    return f"{_DATASET}{plain}" if kind is NodeKind.DATASET else plain
