"""Checks of ``rail.yaml`` against its schema, with the line, the key and the nearest valid key in every message."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from rail.cards.plain import to_plain
from rail.model.card import Map, Sequence
from rail.resources import content_dir

if TYPE_CHECKING:
    from jsonschema import ValidationError

    from rail.model.card import Node

_SHOWN = 10
_TOP = {
    "rail.yaml": ("components", "waivers"),
    "rail.lock": ("schema", "upstreams"),
    ".rail/curations.yaml": ("curations",),
}


def schema_problems(
    node: Node, schema_name: str = "rail-yaml", file: str = "rail.yaml", *, typed: bool = False
) -> list[str]:
    """Return what is wrong, each as ``LINE: key: what was expected``, in the order of the file.

    Args:
        node: the content of the file.
        schema_name: which of ``policy/schema`` it is held against.
        file: its name, for messages.
        typed: numbers, booleans and null have their type, as in packs; else every value is text.
    """
    from jsonschema import Draft202012Validator

    path = content_dir("policy") / "schema" / f"{schema_name}.schema.json"
    schema = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
    errors = Draft202012Validator(schema).iter_errors(to_plain(node, file, typed=typed))
    found = sorted({_describe(error, node, file) for error in errors})
    return [f"{line}: {message}" for line, message in found[:_SHOWN]]


def _describe(error: ValidationError, root: Node, file: str) -> tuple[int, str]:
    place = list(error.absolute_path)
    line = _line(root, place)
    where = ".".join(str(part) for part in place)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = sorted(cast("dict[str, Any]", error.schema).get("properties", {}))
        unknown = next(key for key in error.instance if key not in known)
        near = get_close_matches(unknown, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(known)}"
        return _line(root, [*place, unknown]), f"{where + '.' if where else ''}{unknown}: no such key; {hint}"
    if error.validator == "enum":
        allowed = [str(value) for value in cast("list[object]", error.validator_value)]
        near = get_close_matches(str(error.instance), allowed, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(allowed)}"
        return line, f"{where}: {error.instance!r} is not known; {hint}"
    if error.validator == "required" and isinstance(error.instance, dict):
        missing = next(key for key in cast("list[str]", error.validator_value) if key not in error.instance)
        return line, f"{where or file}: the key {missing!r} is missing"
    if error.validator == "anyOf" and all(set(one) == {"required"} for one in cast("list[Any]", error.validator_value)):
        keys = " or ".join(repr(key) for one in cast("list[Any]", error.validator_value) for key in one["required"])
        return line, f"{where or file}: the key {keys} is missing"
    if not place and error.validator == "type":
        keys = " and ".join(f"`{key}:`" for key in _TOP.get(file, ()))
        return line, f"{file}: expected a mapping of keys{' such as ' + keys if keys else ''}"
    expected = error.schema.get("description", error.message) if isinstance(error.schema, dict) else error.message
    return line, f"{where}: expected {expected}"


def _line(node: Node | None, place: list[Any]) -> int:
    """Return the line of the deepest part of a path that exists."""
    line = getattr(node, "line", 1)
    for part in place:
        if isinstance(node, Map):
            entry = node.entry(str(part))
            if entry is None:
                break
            line, node = entry.line, entry.value
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            line = node.line
    return line
