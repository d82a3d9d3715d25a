"""JSON as documents of a release hold it: ASCII, two blanks a level, a newline at the end, always the same bytes."""

from __future__ import annotations

import json

_FIRST, _LAST = "\ud800", "\udfff"


def json_text(document: object) -> str:
    """Return the document as JSON text; half of a surrogate pair, which no encoding has, becomes U+FFFD."""
    text = json.dumps(document, indent=2)
    return text + "\n" if "\\ud" not in text else json.dumps(_whole(document), indent=2) + "\n"


def _whole(value: object) -> object:
    if isinstance(value, str):
        return "".join("\ufffd" if _FIRST <= letter <= _LAST else letter for letter in value)
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_whole(item) for item in value]
    return value
