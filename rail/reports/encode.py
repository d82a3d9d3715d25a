"""JSON as all our outputs write it: ASCII only, keys in the order of the document, a newline at the end."""

from __future__ import annotations

import json

from rail.reports.visible import encodable

SCHEMA_VERSION = "1"
_SURROGATE = "\\ud"  # how the escape of one begins, and that of a character beyond the first 65,536


def to_json(document: object) -> str:
    """Return the document as JSON text; every character outside ASCII is escaped, so that no terminal acts on it.

    So is what a CI log would take for a command (``rail.reports.visible.uncommanded``).
    """
    return _inert(_dumped(document, 2))


def to_json_line(document: object) -> str:
    """Return the document as one line of JSON text (JSON Lines), escaped like all others."""
    return _inert(_dumped(document, None))


def _dumped(document: object, indent: int | None) -> str:
    separators = (",", ":") if indent is None else None
    text = json.dumps(document, indent=indent, separators=separators)
    if _SURROGATE not in text:
        return text
    return json.dumps(_encodable(document), indent=indent, separators=separators)


def _inert(text: str) -> str:
    return text.replace("\x7f", "\\u007f").replace("##[", "#\\u0023[") + "\n"


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {encodable(str(key)): _encodable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_encodable(item) for item in value]
    return value
