"""The lock that a release should have: what its lineage shows today, beside what was pinned and what people wrote.

A place that does not answer today (the Hub while offline, an empty cache) takes nothing away: what was seen there
stays, with its date. A place that answers replaces what it said before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.model.lineage import ROOT, LicenseAnswer, NodeKind, node_id
from rail.model.lock import Lock, LockEntry, LockUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rail.model.facts import Facts
    from rail.model.lineage import Edge, Lineage, Node

_BY = "rail-lock"
_BASES = ("text", "tag", "catalogue", "stated")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a lock and today differ.

    Attributes:
        about: ``changed``, ``missing``, ``gone``, ``license``, ``text``, ``uses`` or ``revision``.
        name: the upstream.
        words: what differs, without the name.
        line: where the entry stands in the lock, or ``None``.
    """

    about: str
    name: str
    words: str
    line: int | None = None


def lock_of(facts: Facts, as_of: str) -> Lock:
    """Return the lock that the facts of a release lead to; ``as_of`` dates what was never dated before."""
    entries = () if facts.lock is None else facts.lock.entries
    written = {_key(entry): entry for entry in entries if not entry.by_hand}
    uses = _uses_of(facts.lineage, written)
    generated = (
        _entry(node, uses.get(node.id, set()), written.get(node.id), as_of)
        for node in facts.lineage.nodes
        if node.id != ROOT
    )
    by_hand = [replace(entry, stated=True, changed=False) for entry in entries if entry.by_hand]
    found = [entry for entry in generated if entry.uses or entry.seen] + by_hand
    ordered = tuple(sorted(found, key=lambda entry: (_key(entry), entry.stated, entry.line)))
    return Lock(ordered) if facts.lock is None else replace(facts.lock, entries=ordered)


def lock_differences(facts: Facts, as_of: str) -> tuple[Difference, ...]:
    """Return in what the lock of a release differs from what it should be; empty without a lock."""
    if facts.lock is None:
        return ()
    now = {_key(entry): entry for entry in lock_of(facts, as_of).entries if not entry.stated}
    found = []
    known = set()
    for entry in facts.lock.entries:
        if entry.changed:
            known.add(_key(entry))
            found.append(Difference("changed", entry.name, "was changed after `rail lock` wrote it", entry.line))
        elif not entry.stated:
            known.add(_key(entry))
            found += _against(entry, now.get(_key(entry)))
    stated = {_key(entry) for entry in facts.lock.entries if entry.stated}
    for key, entry in now.items():
        if key not in known | stated:
            found.append(Difference("missing", entry.name, "is an upstream and stands not in the lock"))
    return tuple(found)


def _against(old: LockEntry, new: LockEntry | None) -> Iterator[Difference]:
    if new is None:
        yield Difference("gone", old.name, "stands in the lock and is no upstream any more", old.line)
        return
    licenses, found = _licenses(old.seen), _licenses(new.seen)
    if licenses != found:
        words = f"the lock has {_listed(licenses)}, and now {_listed(found)} is found"
        yield Difference("license", old.name, words, old.line)
    elif _texts(old) != _texts(new):
        yield Difference("text", old.name, "its licence text is no longer the one that was locked", old.line)
    elif old.revision != new.revision:
        words = f"the lock has revision {old.revision or 'none'}, and now {new.revision or 'none'} is found"
        yield Difference("revision", old.name, words, old.line)
    if _used(old) != _used(new):
        words = f"the lock has it under {_users(old)}, and now {_users(new)} is found"
        yield Difference("uses", old.name, words, old.line)


def _entry(node: Node, uses: set[LockUse], old: LockEntry | None, as_of: str) -> LockEntry:
    now = [answer for answer in node.answers if answer.by != _BY]
    answered = {answer.by for answer in now}
    before = () if old is None else old.seen
    kept = [answer for answer in before if answer.by not in answered]
    seen = tuple(sorted((*kept, *(_dated(answer, before, as_of) for answer in now)), key=_order))
    licenses = _licenses(seen)
    revision = next((answer.revision for answer in seen if answer.revision), old.revision if old else None)
    return LockEntry(
        name=node.name,
        kind=node.kind,
        uses=tuple(sorted(uses, key=_use_order)),
        license=licenses[0] if len(licenses) == 1 else None,
        revision=revision,
        seen=seen,
    )


def _uses_of(lineage: Lineage, written: Mapping[str, LockEntry]) -> Mapping[str, set[LockUse]]:
    """Return who is built on each artefact; what only the lock knows keeps who said so first."""
    nodes = {one.id: one for one in lineage.nodes}
    found: dict[str, set[LockUse]] = {}
    for edge in lineage.edges:
        uses = found.setdefault(edge.parent, set())
        old = written.get(edge.parent)
        if edge.source != _BY:
            uses.add(_use(edge, nodes))
        elif old is not None:
            uses.update(use for use in old.uses if _is_of(use, edge))
    return found


def _use(edge: Edge, nodes: Mapping[str, Node]) -> LockUse:
    child = nodes[edge.child]
    name, kind = (ROOT, NodeKind.MODEL) if edge.child == ROOT else (child.name, child.kind)
    # The file and not the line: a card that is written anew does not make a lock old.
    where = edge.where if edge.location is None else edge.location.path
    return LockUse(name, kind, edge.kind, edge.source, where)


def _is_of(use: LockUse, edge: Edge) -> bool:
    child = ROOT if use.child == ROOT else node_id(use.child, use.artifact)
    return child == edge.child and use.relation is edge.kind


def _dated(answer: LicenseAnswer, before: Iterable[LicenseAnswer], as_of: str) -> LicenseAnswer:
    """Return an answer with the date on which it was first seen so."""
    if answer.by == "base-table":
        return answer  # dated by whoever read it
    undated = replace(answer, on=None)
    return replace(answer, on=next((old.on for old in before if replace(old, on=None) == undated), answer.on or as_of))


def _key(entry: LockEntry) -> str:
    return node_id(entry.name, entry.kind)


def _licenses(answers: Iterable[LicenseAnswer]) -> tuple[str, ...]:
    return tuple(sorted({answer.license for answer in answers if answer.license is not None}))


def _texts(entry: LockEntry) -> frozenset[tuple[str, str | None]]:
    return frozenset((answer.by, answer.text_sha256) for answer in entry.seen if answer.text_sha256)


def _used(entry: LockEntry) -> frozenset[tuple[str, str]]:
    return frozenset((node_id(use.child, use.artifact), use.relation.value) for use in entry.uses)


def _users(entry: LockEntry) -> str:
    names = sorted({"the release" if use.child == ROOT else use.child for use in entry.uses})
    kinds = sorted({use.relation.value for use in entry.uses})
    return f"{', '.join(names) or 'nothing'} ({', '.join(kinds)})"


def _listed(licenses: tuple[str, ...]) -> str:
    return ", ".join(licenses) or "no known licence"


def _order(answer: LicenseAnswer) -> tuple[int, str, str]:
    return (_BASES.index(answer.basis), answer.by, answer.where)


def _use_order(use: LockUse) -> tuple[str, str, str, str]:
    return (use.child.lower(), use.relation.value, use.says, use.where or "")
