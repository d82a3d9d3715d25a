"""A model or data set asked about by its name on the Hub: what its snapshot, a lock, and the table of upstreams say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.lineage import NodeKind
from rail.terms.ask.answer import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.catalogue import KnownUpstream
    from rail.model.facts import Upstream
    from rail.model.lineage import Lineage, Node

Found = tuple[tuple[Instrument, ...], str]


def instruments_of_hub_name(name: str, knowledge: Knowledge, as_of: str | None) -> Found:
    """Return what applies to a name: a snapshot on this machine says most, then a lock here, then the table.

    Raises:
        InputError: the snapshot, or the lock in this folder, cannot be read.
    """
    from rail.artifacts.lineage.upstreams import upstreams_of
    from rail.artifacts.sources.hub_cache import find_snapshot
    from rail.operations.releases import instruments_of_release, untold_data

    known = knowledge.base(name) or knowledge.dataset(name)
    license_ = None if known is None or known.license is None else knowledge.license(known.license)
    from_table = _table_words(known)
    if find_snapshot(name) is not None:
        instruments, how = instruments_of_release(name, knowledge, known=license_, as_of=as_of)
        return instruments, f"{how}, in the Hub cache here{'; ' if from_table else ''}{from_table}"
    lineage, node = _lineage(
        name, NodeKind.DATASET if known is not None and known.kind == "dataset" else NodeKind.MODEL
    )
    if node.licenses:
        behind = [replace(item, via=(name, *item.via)) for item in upstreams_of(lineage, node.id)]
        instruments = (*_own(name, node, knowledge), *_upstreams(behind, knowledge))
        return instruments, f"{name}: {from_table or _answer_words(node)}{untold_data(behind)}"
    seen = "it is not in the table of upstreams" if known is None else f"its licence is {from_table}"
    problem = (
        f"No file or folder has this name, {seen}, and no snapshot of it is in the Hub cache here. "
        "Download it, or ask about the licence that its card names."
    )
    return (Instrument(name, "licence", None, None, problem=problem),), "a name on the Hub"


def _table_words(known: KnownUpstream | None) -> str:
    if known is None:
        return ""
    where = f"the table of upstreams ({known.source}, read {known.read_on})"
    return f"{known.license} by {where}" if known.license else f"not settled by {where}: {known.stated!r}"


def _answer_words(node: Node) -> str:
    return "; ".join(f"{answer.license} by {answer.where}" for answer in node.answers if answer.license)


def _lineage(name: str, kind: NodeKind) -> tuple[Lineage, Node]:
    """Return what the lock of this folder and the table say of a name, and its node."""
    from rail.artifacts.lineage.graph import LineageBuilder
    from rail.artifacts.lineage.interface import Statement
    from rail.artifacts.lineage.lock import read_lock
    from rail.artifacts.lineage.reader import Asked
    from rail.artifacts.sources.folder import FolderSource
    from rail.knowledge.store import Knowledge
    from rail.model.facts import RelationKind

    knowledge = Knowledge.load()
    with FolderSource(".") as here:
        lock = read_lock(here, knowledge)
    builder = LineageBuilder(knowledge, Asked(lock=lock).tellers(knowledge), "", kind)
    lineage = builder.build([Statement(RelationKind.DERIVED, name, kind, "rail-yaml")])
    node = lineage.node(builder.id_of(name, kind))
    assert node is not None  # noqa: S101 # every name becomes a node
    return lineage, node


def _own(name: str, node: Node, knowledge: Knowledge) -> Iterator[Instrument]:
    from rail.operations.subjects import of_license

    for license_id in node.licenses:
        license_ = knowledge.license(license_id)
        if license_ is None:
            yield Instrument(name, "licence", None, None, problem=f"{license_id} is not known here.")
        else:
            yield from of_license(license_, knowledge, path=name)


def _upstreams(behind: Iterable[Upstream], knowledge: Knowledge) -> Iterator[Instrument]:
    from rail.operations.releases import instruments_of_upstream

    for upstream in behind:
        yield from instruments_of_upstream(upstream, knowledge)
