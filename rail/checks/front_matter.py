"""Walking a card's front matter: its scalars, its keys with their paths, its duplicates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rail.model.card import Map, MapEntry, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.card import Node


def scalars(node: Node | None) -> tuple[Scalar, ...]:
    """Return a scalar, or the scalars of a list, as a tuple; anything else has none."""
    if isinstance(node, Scalar):
        return (node,)
    if isinstance(node, Sequence):
        return tuple(item for item in node.items if isinstance(item, Scalar))
    return ()


def text(front_matter: Map | None, key: str) -> str:
    """Return the one plain value of a key, stripped; empty where there is none."""
    value = None if front_matter is None else front_matter.get(key)
    if not isinstance(value, Scalar) or (value.reads_as == "null" and not value.quoted):
        return ""
    return value.text.strip()


def repeated_keys(node: Node | None, path: str = "") -> Iterator[tuple[str, MapEntry, MapEntry]]:
    """Yield each repeated key with its path, its first entry and the later one, at any depth."""
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from repeated_keys(item, f"{path}[{index}]")
    if not isinstance(node, Map):
        return
    counts = Counter(entry.key for entry in node.entries)
    first: dict[str, MapEntry] = {}
    for entry in node.entries:
        inner = f"{path}.{entry.key}" if path else entry.key
        if counts[entry.key] > 1 and entry.key in first:
            yield inner, first[entry.key], entry
        first.setdefault(entry.key, entry)
        yield from repeated_keys(entry.value, inner)
