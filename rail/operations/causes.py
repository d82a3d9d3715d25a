"""What differs between the inputs of two reports: tool, date, knowledge, records, packs, rules and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from rail.model.history import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rail.model.finding import Report

# What a part of the facts is called; a part that is not here is called by its own name.
_PARTS = {
    "claims": "what is stated about licences in",
    "license_files": "the licence file",
    "cards": "the card",
    "readmes": "the README",
    "components": "the licence concluded for the",
    "upstreams": "the upstream",
    "lineage": "the lineage",
    "weights": "the weights",
    "links": "the links of",
    "problems": "what could not be read of",
}
# Counted or said elsewhere: a change of them explains nothing by itself.
_SILENT = frozenset({"files", "bytes", "revision", "source", "packs", "waivers", "paths"})
_UNTOLD = Cause("untold", "", "one of the reports does not record what it rests on, so that no cause can be told")

_Rows = dict[tuple[str, str], dict[str, Any]]


def causes_between(then: Report, now: Report) -> tuple[Cause, ...]:
    """Return everything that differs between what two reports rest on, in a fixed order."""
    if not then.inputs or not now.inputs:
        return (_UNTOLD,)
    return tuple(_causes(then, now))


def _causes(then: Report, now: Report) -> Iterator[Cause]:
    old, new = cast("dict[str, Any]", then.inputs), cast("dict[str, Any]", now.inputs)
    if old["tool_version"] != new["tool_version"]:
        yield Cause("tool", "", f"the tool: version {old['tool_version']} then, {new['tool_version']} now")
    if then.as_of != now.as_of:
        yield Cause("date", "", f"the date: as of {then.as_of} then, {now.as_of} now")
    if old["knowledge"]["sha256"] != new["knowledge"]["sha256"]:
        yield Cause(
            "knowledge", "", f"the records: those of {old['knowledge']['date']} then, of {new['knowledge']['date']} now"
        )
    yield from _by_hash("record", "the record of", _keyed(old["records"], "license"), _keyed(new["records"], "license"))
    yield from _by_hash("pack", "the pack", _keyed(old["packs"], "id"), _keyed(new["packs"], "id"), listed=True)
    yield from _by_hash("rule", "the rule", _keyed(old["rules"], "id"), _keyed(new["rules"], "id"), listed=True)
    yield from _facts(old["facts"]["items"], new["facts"]["items"])


def _by_hash(
    kind: str, words: str, old: Mapping[str, Any], new: Mapping[str, Any], *, listed: bool = False
) -> Iterator[Cause]:
    """Yield what has another hash and, where the lists themselves matter, what is in only one of them."""
    for name in sorted(old.keys() | new.keys()):
        if name in old and name in new:
            if old[name]["sha256"] != new[name]["sha256"]:
                yield Cause(kind, name, f"{words} {name} changed")
        elif listed:
            yield Cause(kind, name, f"{words} {name} is {'new' if name in new else 'gone'}")


def _facts(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> Iterator[Cause]:
    before: _Rows = {(row["part"], row["name"]): row for row in old}
    after: _Rows = {(row["part"], row["name"]): row for row in new}
    for key in sorted(before.keys() | after.keys()):
        part, name = key
        then, now = before.get(key), after.get(key)
        if part in _SILENT or (then and now and then["sha256"] == now["sha256"]):
            continue
        words = _PARTS.get(part, part.replace("_", " "))
        about = words if name == part else f"{words} {name}"
        yield Cause("fact", name, f"{about}{_said(then, now)}{_terms(part, then, now)}")


def _terms(part: str, then: dict[str, Any] | None, now: dict[str, Any] | None) -> str:
    """Return how to see what another licence changes in the terms; empty where nothing names two."""
    licenses = [row["says"] for row in (then, now) if part == "components" and row and " " not in row["says"]]
    both = len(licenses) == len((then, now)) and licenses[0] != licenses[1]
    return f" (`rail license compare {' '.join(licenses)}` shows what that changes in the terms)" if both else ""


def _said(then: dict[str, Any] | None, now: dict[str, Any] | None) -> str:
    if then is None or now is None:
        row = then or now or {}
        said = f": {row['says']}" if row.get("says") else ""
        return f" is {'new' if then is None else 'gone'}{said}"
    if then["says"] != now["says"]:
        return f": {then['says'] or 'nothing'} then, {now['says'] or 'nothing'} now"
    return " changed"


def _keyed(rows: Sequence[dict[str, Any]], key: str) -> dict[str, Any]:
    return {str(row[key]): row for row in rows}
