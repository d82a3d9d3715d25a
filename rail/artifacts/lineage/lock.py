"""``rail.lock`` read as data: a pinned record of upstreams, and one more place that knows them.

An entry that ``rail lock`` wrote carries a digest of itself. One without, or one that differs from its digest, is the
word of a person: it counts as a statement, the weakest evidence there is, and takes nothing away.
"""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from rail.artifacts.attached import attachment_of, written_of
from rail.artifacts.lineage.interface import Statement, Teller, Told
from rail.artifacts.project_schema import schema_problems
from rail.artifacts.whole import read_whole
from rail.cards.encoding import decode_card
from rail.cards.plain import to_plain
from rail.cards.yaml import read_yaml
from rail.errors import InputError
from rail.model.card import Map, Sequence
from rail.model.facts import RelationKind, Upstream
from rail.model.lineage import ROOT, LicenseAnswer, NodeKind, node_id
from rail.model.location import Location
from rail.model.lock import LOCK_FILE, Lock, LockEntry, LockUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rail.artifacts.sources.interface import Source
    from rail.knowledge.store import Knowledge
    from rail.model.attached import Attachment

_CAP = 1 << 22
_BY = "rail-lock"
_HINT = f"`rail lock` writes it anew and keeps entries with `stated: true`; keep a copy of {LOCK_FILE} before you do"


def read_lock(source: Source, knowledge: Knowledge) -> Lock | None:
    """Read ``rail.lock`` at the root of a source, or return ``None`` where there is none.

    Raises:
        InputError: it is there and cannot be used; the message has every place.
    """
    entry = source.find(LOCK_FILE)
    return None if entry is None else parse_lock(decode_card(read_whole(source, entry, _CAP))[0], knowledge)


def parse_lock(text: str, knowledge: Knowledge) -> Lock:
    """Return the content of a ``rail.lock``.

    Raises:
        InputError: it breaks the syntax or the schema, or an entry of ``rail lock`` stands twice.
    """
    node, problems = read_yaml(text)
    wrong = [f"{problem.line}: {problem.message}" for problem in problems]
    if not wrong:
        wrong = ["1: is empty"] if node is None else schema_problems(node, "lock", LOCK_FILE, typed=True)
    if wrong or not isinstance(node, Map):
        raise InputError("\n".join(f"{LOCK_FILE}:{one}" for one in wrong), _HINT)
    entries = tuple(_entry(row, line, knowledge) for row, line in _rows(node, "upstreams"))
    _check_once(entries)
    attached = tuple(attachment_of(row, line) for row, line in _rows(node, "attached"))
    _check_components(attached)
    return Lock(entries, attached, written_of(row for row, _ in _rows(node, "written")))


def _rows(root: Map, key: str) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the mappings of a list at the top, each with the line on which it begins."""
    listed = root.get(key)
    for item in listed.items if isinstance(listed, Sequence) else ():
        yield cast("dict[str, Any]", to_plain(item, LOCK_FILE, typed=True)), getattr(item, "line", 1)


def entry_digest(row: Mapping[str, Any]) -> str:
    """Return the digest of an entry: of its canonical JSON without the digest itself."""
    plain = {key: value for key, value in row.items() if key != "digest"}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def stated_upstreams(lock: Lock) -> tuple[Upstream, ...]:
    """Return the direct upstreams that a person wrote into the lock."""
    return tuple(
        Upstream(use.relation, entry.name, _BY, Location(LOCK_FILE, entry.line))
        for entry in lock.entries
        if entry.by_hand
        for use in entry.uses
        if use.child == ROOT
    )


class LockTeller(Teller):
    """What the lock says of an upstream: where its terms were seen, and what it is built on itself."""

    def __init__(self, lock: Lock) -> None:
        """Index the entries by what they are about and by what is built on them."""
        self._entries: dict[str, list[LockEntry]] = {}
        self._used: dict[str, list[Statement]] = {}
        for entry in lock.entries:
            self._entries.setdefault(node_id(entry.name, entry.kind), []).append(entry)
            for use in entry.uses:
                if use.child != ROOT:
                    where = f"{LOCK_FILE}:{entry.line}"
                    says = _BY if entry.by_hand else use.says
                    said = Statement(use.relation, entry.name, entry.kind, _BY, where=where, says=says)
                    self._used.setdefault(node_id(use.child, use.artifact), []).append(said)

    def tell(self, name: str, kind: NodeKind) -> Told | None:
        """Return what the lock holds for an upstream, or ``None``."""
        key = node_id(name, kind)
        entries = self._entries.get(key, [])
        answers = tuple(_pinned(answer, entry) for entry in entries for answer in entry.seen)
        statements = tuple(self._used.get(key, ()))
        revision = next((entry.revision for entry in entries if entry.revision), None)
        return Told(answers, statements, revision) if answers or statements else None


def _pinned(answer: LicenseAnswer, entry: LockEntry) -> LicenseAnswer:
    if entry.by_hand:
        return answer
    return replace(answer, by=_BY, where=f"{LOCK_FILE}:{entry.line}, from {answer.by}: {answer.where}")


def _entry(row: dict[str, Any], line: int, knowledge: Knowledge) -> LockEntry:
    kind = NodeKind(row.get("kind", "model"))
    stated = "digest" not in row
    changed = not stated and row["digest"] != entry_digest(row)
    seen = tuple(_answer(item) for item in row.get("seen", ()))
    if (stated or changed) and row.get("license"):
        meant = knowledge.resolve(row["license"]).license or (
            row["license"] if knowledge.license(row["license"]) is not None else None
        )
        where = f"{LOCK_FILE}:{line}, stated by a person" + (f": {row['note']}" if row.get("note") else "")
        seen = (LicenseAnswer(_BY, "stated", meant, row["license"], where, revision=row.get("revision")),)
    elif stated or changed:
        seen = ()
    return LockEntry(
        name=row["name"],
        kind=kind,
        uses=tuple(_use(item) for item in row.get("used_by", ())) or _default_use(kind, stated=stated),
        license=row.get("license"),
        revision=row.get("revision"),
        seen=seen,
        stated=stated,
        changed=changed,
        note=row.get("note"),
        line=line,
    )


def _use(row: dict[str, Any]) -> LockUse:
    return LockUse(
        row["name"],
        NodeKind(row.get("kind", "model")),
        RelationKind(row["relation"]),
        row.get("says", _BY),
        row.get("where"),
    )


def _default_use(kind: NodeKind, *, stated: bool) -> tuple[LockUse, ...]:
    """A person who names no user means the release itself."""
    relation = RelationKind.TRAINED_ON if kind is NodeKind.DATASET else RelationKind.DERIVED
    return (LockUse(ROOT, NodeKind.MODEL, relation, _BY),) if stated else ()


def _answer(row: dict[str, Any]) -> LicenseAnswer:
    return LicenseAnswer(
        row["by"],
        row["basis"],
        row["license"],
        row.get("stated"),
        row["where"],
        row["date"],
        row.get("revision"),
        row.get("text_sha256"),
    )


def _check_once(entries: Iterable[LockEntry]) -> None:
    lines: dict[tuple[str, bool], int] = {}
    for entry in entries:
        key = (node_id(entry.name, entry.kind), entry.stated)
        if key in lines and not entry.stated:
            message = f"{LOCK_FILE}:{entry.line}: {entry.name} stands twice, first in line {lines[key]}"
            raise InputError(message, _HINT)
        lines.setdefault(key, entry.line)


def _check_components(attached: Iterable[Attachment]) -> None:
    lines: dict[str, int] = {}
    for one in attached:
        if one.component in lines:
            message = f"{LOCK_FILE}:{one.line}: {one.component} is attached twice, first in line {lines[one.component]}"
            raise InputError(message, _HINT)
        lines[one.component] = one.line
