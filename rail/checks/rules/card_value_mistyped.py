"""card-value-mistyped: a value that must be text is read as something else (``no`` as false, ``1.10`` as 1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.unread import unread_front_matter
from rail.model.card import Map
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Scalar

_READ_AS = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "date": "a date",
}
_FALSE = frozenset({"no", "off", "false", "n"})


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at the keys whose values are text."""
    keys = context.strings("text_keys")
    for card in context.facts.cards:
        if card.front_matter is None:
            continue
        for key in keys:
            entry = card.front_matter.entry(key)
            if entry is None:
                continue
            if isinstance(entry.value, Map):
                yield Found(
                    Location(card.path, entry.line), f"`{key}` is a mapping, where text or a list of texts is read"
                )
            for value in scalars(entry.value):
                if not value.quoted and value.reads_as in _READ_AS:
                    yield _mistyped(card.path, key, value)
    yield from unread_front_matter(context.facts)


def _mistyped(path: str, key: str, value: Scalar) -> Found:
    meaning = _READ_AS[value.reads_as]
    if value.reads_as == "bool":
        meaning = "false" if value.text.lower() in _FALSE else "true"
    return Found(
        Location(path, value.line),
        f"`{value.text}` under `{key}` is read as {meaning}, not as text",
        fix=f'put it in quotes: `"{value.text}"`',
    )
