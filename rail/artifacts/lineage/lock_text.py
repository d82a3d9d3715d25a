"""A lock as text: YAML with every value in quotes, in a fixed order, so that the same lock gives the same bytes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from rail.artifacts.attached import attachment_row
from rail.artifacts.lineage.lock import entry_digest
from rail.model.lineage import ROOT, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.model.lineage import LicenseAnswer
    from rail.model.lock import Lock, LockEntry, LockUse

_HEAD = """\
# What this release is built on, and the terms that were seen there. Written by `rail lock`; `rail lock --check` tells
# whether it still holds. To add what no place knows, write an entry with `stated: true` and no digest: it is kept.
schema: lock/1
upstreams:"""
_ATTACHED = """\
# The terms of this release itself, who attached them, and on what authority. Written by `rail attach`.
attached:"""
# What a YAML reader takes for a line end or refuses, beside what JSON escapes anyway.
_ODD = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def lock_text(lock: Lock) -> str:
    """Return the text of a ``rail.lock``."""
    lines = [_HEAD if lock.entries else f"{_HEAD} []"]
    for entry in lock.entries:
        lines += _lines(entry_row(entry))
    return "\n".join(lines) + "\n" + attached_text(lock)


def attached_text(lock: Lock) -> str:
    """Return the sections of ``rail attach``; empty where nothing was attached."""
    if not lock.attached:
        return ""
    lines = [_ATTACHED]
    for attachment in lock.attached:
        lines += _lines(attachment_row(attachment))
    if lock.written:
        lines += ["written:", *(f"  - {{{_pairs({'path': one.path, 'sha256': one.sha256})}}}" for one in lock.written)]
    return "\n".join(lines) + "\n"


def entry_row(entry: LockEntry) -> dict[str, Any]:
    """Return an entry as it stands in the file; one of a person has no digest."""
    row: dict[str, Any] = {
        "name": entry.name,
        "kind": entry.kind.value,
        "used_by": [_use(use) for use in entry.uses],
        "license": entry.license,
        "revision": entry.revision,
    }
    if entry.stated:
        return {**row, "stated": True, **({"note": entry.note} if entry.note else {})}
    row["seen"] = [_answer(answer) for answer in entry.seen]
    return {**row, "digest": entry_digest(row)}


def _use(use: LockUse) -> dict[str, Any]:
    kind = {} if use.child == ROOT or use.artifact is NodeKind.MODEL else {"kind": use.artifact.value}
    where = {} if use.where is None else {"where": use.where}
    return {"name": use.child, **kind, "relation": use.relation.value, "says": use.says, **where}


def _answer(answer: LicenseAnswer) -> dict[str, Any]:
    # Not `on`, which readers of YAML 1.1 take for a yes.
    row = {"by": answer.by, "basis": answer.basis, "license": answer.license, "stated": answer.stated}
    row |= {"where": answer.where, "date": answer.on, "revision": answer.revision, "text_sha256": answer.text_sha256}
    return {key: value for key, value in row.items() if value is not None or key == "license"}


def _lines(row: Mapping[str, Any]) -> Iterator[str]:
    mark = "  - "
    for key, value in row.items():
        if isinstance(value, list):
            yield f"{mark}{key}:" if value else f"{mark}{key}: []"
            yield from (f"      - {{{_pairs(item)}}}" for item in value)
        elif isinstance(value, dict):
            yield f"{mark}{key}: {{{_pairs(value)}}}"
        else:
            yield f"{mark}{key}: {_value(value)}"
        mark = "    "


def _pairs(item: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {_value(value)}" for key, value in item.items())


def _value(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
