"""The values of a card's keys, held against those that the Hub knows (``policy/cards/keys.yaml``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rail.edits.assignment import Assignment
from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.cards.marks import Marked
    from rail.knowledge.store import Knowledge

_TYPES = {
    "number": (re.compile(r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?\Z"), "a number"),
    "boolean": (re.compile(r"(?:true|false)\Z"), "true or false"),
}


class KnownValues:
    """What the Hub knows of keys and values; what is worth saying about a value is noted."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the knowledge that holds the lists."""
        self._knowledge = knowledge
        self._rows = {row["key"]: row for row in knowledge.card_data("keys")["keys"]}
        self.notes: list[str] = []

    def assignment(self, key: str, how: str, value: str, there: Marked | None) -> Assignment:
        """Return the change of a key.

        Args:
            key: the key.
            how: ``set``, ``add`` or ``remove``.
            value: the value, with commas between the items of a list.
            there: what the key holds.

        Raises:
            InputError: the key's values are a fixed list, and this is none of them.
        """
        row = self._rows.get(key, {})
        is_list = "list" in row
        listed = there is not None and there.kind == "list"
        values = tuple(part.strip() for part in value.split(",")) if is_list or (listed and how == "set") else (value,)
        values = tuple(part for part in values if part)
        if not values:
            message = f"{key}: no value"
            raise InputError(message)
        for one in values if how != "remove" else ():
            self._check(key, one, row)
        as_list = listed or row.get("list") == "always" or (is_list and len(values) > 1)
        return Assignment(key, how, values, as_list=as_list and how == "set", plain=_plain(row, there, value))

    def _check(self, key: str, value: str, row: Mapping[str, Any]) -> None:
        if "type" in row and not _TYPES[row["type"]][0].match(value) and not row.get("open"):
            message = f"{key}: {value!r} is not {_TYPES[row['type']][1]}"
            raise InputError(message)
        values = row.get("values")
        if values is None or value in values or (values == "hub-ids" and self._knowledge.hub_id(value)):
            return
        near = self._near(value, values)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        message = f"{key}: {value!r} is no value that the Hub knows{meant}"
        if row.get("open"):
            self.notes.append(f"{message} (list of {self._knowledge.card_data('keys')['read_on']}; it grows)")
            return
        own = "a licence of your own: license=other license_name=NAME license_link=LICENSE"
        hint = own if values == "hub-ids" else f"one of: {', '.join(values)}"
        raise InputError(message, f"rail card set {key}={near[0]}" if near else hint)

    def _near(self, value: str, values: list[str] | str) -> list[str]:
        from rail.knowledge.near_names import near_words

        if isinstance(values, list):
            return near_words(value, values)
        nearest = self._knowledge.nearest_hub_id(value)
        return [nearest] if nearest else []


def _plain(row: Mapping[str, Any], there: Marked | None, value: str) -> bool:
    """Tell whether a value stands without quotes: by its key, or as the value that it replaces."""
    kind = row.get("type")
    if kind is None and there is not None and there.kind == "scalar" and not there.style:
        from rail.cards.scalars import reading

        kind = {"int": "number", "float": "number", "bool": "boolean"}.get(reading(there.text).type)
    return kind is not None and _TYPES[kind][0].match(value) is not None
