"""What a record says of other records, and names that more than one record claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.encode.lint.problem import error
from rail.knowledge.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.encode.lint.problem import House, Problem, Record

_BACK = {"predecessor": "successor", "successor": "predecessor"}


def link_problems(record: Record, house: House) -> Iterator[Problem]:
    """Yield references to no record, and references that are not returned."""
    own = record["id"]
    for companion in record.get("companions", ()):
        other = house.records.get(companion)
        if other is None:
            yield error("companions", f"there is no record {companion!r}")
        elif own not in other.get("companions", ()):
            yield error("companions", f"{companion} does not name {own} in turn")
    for part in (*_BACK, "translation_of"):
        name = record.get(part)
        if name is not None and name not in house.records:
            yield error(part, f"there is no record {name!r}")
    # Several editions may follow one; only the newest is named back.
    successor = record.get("successor")
    if isinstance(successor, str) and successor in house.records and house.records[successor].get("predecessor") != own:
        yield error("successor", f"{successor} does not name {own} as its predecessor")


def name_problems(record: Record, house: House) -> Iterator[Problem]:
    """Yield names that another record claims as its own too: such a name belongs to a family."""
    own = {name_key(name) for name in (record["name"], *record["names"])}
    for other in house.records.values():
        if other["id"] == record["id"]:
            continue
        theirs = {name_key(name): name for name in (other["name"], *other["names"])}
        for key in sorted(own & theirs.keys()):
            yield error("names", f"{theirs[key]!r} is also a name of {other['id']}; a shared name belongs to a family")
