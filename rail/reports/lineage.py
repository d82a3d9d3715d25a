"""What a release was made from, as a tree: what it names itself, and what those were made from, as far as is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rail.checks.upstreams import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.model.facts import Upstream
    from rail.model.finding import Report

RELATIONS = {
    "finetune": "fine-tuned from",
    "adapter": "adapter for",
    "merge": "merged from",
    "quantized": "quantized from",
    "distilled": "distilled from",
    "derived-from": "derived from",
    "trained-on": "trained on",
    "evaluated-on": "evaluated on",
    "bundles": "contains",
}


@dataclass(slots=True)
class Node:
    """One upstream below the release or below another upstream.

    Attributes:
        relations: how what is above it stands to it, in words.
        license: the licence that it resolves to, or ``None``.
        resolved: by what and when, and where that was read.
        places: where the release's files name it; none for what only an upstream names.
        depth: 1 for what the release names itself.
    """

    name: str
    depth: int
    relations: dict[str, None] = field(default_factory=dict)
    license: str | None = None
    resolved: str = ""
    places: dict[str, None] = field(default_factory=dict)
    below: dict[str, Node] = field(default_factory=dict)


def lineage(report: Report) -> tuple[Node, ...]:
    """Return the upstreams in the order of a tree walked from the top: each is followed by what lies below it."""
    top: dict[str, Node] = {}
    for item in sorted(report.upstreams, key=lambda item: len(item.via)):
        level, depth = top, 1
        for name in item.via:
            level, depth = _node(level, name, depth).below, depth + 1
        _tell(_node(level, item.name, depth), item)
    return tuple(_walk(top.values()))


def lineage_lines(report: Report) -> tuple[str, ...]:
    """Return the tree as sentences, for readers and formats that have no drawing."""
    return tuple(node_line(node) for node in lineage(report))


def node_line(node: Node) -> str:
    """Return what is known of one upstream."""
    above = "" if node.depth == 1 else f"{'. ' * (node.depth - 1)}"
    how = ", ".join(node.relations) or "named on the way"
    places = f"; named in {', '.join(node.places)}" if node.places else ""
    return f"{above}{how} {node.name}: {license_words(node)}{places}"


def license_words(node: Node) -> str:
    """Return the licence of an upstream, and by what it is known."""
    if node.license is None:
        return "licence unknown"
    return f"{node.license} ({node.resolved})" if node.resolved else node.license


def _node(level: dict[str, Node], name: str, depth: int) -> Node:
    return level.setdefault(plain_name(name).lower(), Node(name, depth))


def _tell(node: Node, item: Upstream) -> None:
    node.relations[RELATIONS.get(item.kind.value, item.kind.value)] = None
    if not item.via:  # what lies further up is named by its own upstreams, not by a file of the release
        node.places[str(item.location)] = None
    if node.license is None and item.license is not None:
        node.license = item.license
        by = f"by {item.resolved_by}" if item.resolved_by else ""
        on = f"on {item.resolved_on}" if item.resolved_on else ""
        node.resolved = ", ".join(part for part in (f"{by} {on}".strip(), item.resolution_source or "") if part)


def _walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.below.values())
