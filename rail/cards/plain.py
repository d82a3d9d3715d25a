"""YAML files that users of this package write (``rail.yaml`` ...) as plain Python, strictly read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.scalars import core_value
from rail.cards.yaml import read_yaml
from rail.errors import InputError
from rail.model.card import Map, Scalar, Sequence

if TYPE_CHECKING:
    from rail.model.card import Node

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def load_plain(text: str, where: str, *, typed: bool = True) -> Plain:
    """Return the content of a YAML file; whatever ``read_yaml`` reports is an error here.

    Args:
        text: the file's text.
        where: the file's name, for messages.
        typed: give integers, booleans and null their type (``rail.cards.scalars.core_value``), for a JSON Schema.

    Raises:
        InputError: the file is no YAML, a key repeats, or it uses anchors, aliases or tags.
    """
    node, problems = read_yaml(text)
    if problems:
        first = problems[0]
        message = f"{where}:{first.line}: {first.message}"
        raise InputError(message)
    return None if node is None else to_plain(node, where, typed=typed)


def to_plain(node: Node, where: str = "", *, typed: bool = False) -> Plain:
    """Return a node as strings, lists and dictionaries.

    Args:
        node: the node.
        where: the file's name, for messages.
        typed: give plain integers, booleans and null their type; quoted ones stay strings.

    Raises:
        InputError: a key repeats.
    """
    match node:
        case Scalar(text=text, quoted=quoted):
            return core_value(text) if typed and not quoted else text
        case Sequence(items=items):
            return [to_plain(item, where, typed=typed) for item in items]
        case Map(entries=entries):
            plain: dict[str, Plain] = {}
            for entry in entries:
                if entry.key in plain:
                    message = f"{where}:{entry.line}: the key {entry.key!r} stands twice"
                    raise InputError(message)
                plain[entry.key] = to_plain(entry.value, where, typed=typed)
            return plain
