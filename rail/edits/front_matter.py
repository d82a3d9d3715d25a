"""Edits of a front matter, line by line: comments, order, quotes and line ends of all else stay as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from rail.edits.assignment import Assignment, quoted
from rail.edits.document import EditError
from rail.edits.matter import assigned, held, line_of

if TYPE_CHECKING:
    from rail.edits.document import Document


def set_key(document: Document, key: str, value: str | tuple[str, ...]) -> Document:
    """Return the document with a key of its front matter set; a front matter is made where there is none.

    Raises:
        EditError: the front matter cannot be read, or the key holds more than one plain value.
    """
    value_there = held(document, key)
    several = isinstance(value, tuple)
    if value_there is not None and (several or value_there.kind != "scalar" or value_there.style in {"|", ">"}):
        message = f"line {line_of(document, value_there)}: `{key}` holds more than one plain value"
        raise EditError(message, "nothing repairs this without a guess: mend the line by hand; nothing was changed")
    values = value if isinstance(value, tuple) else (value,)
    return assigned(document, Assignment(key, "set", values, as_list=several))


def replace_value(document: Document, line: int, old: str, new: str) -> Document:
    """Return the document with one value on one line replaced; a comment after it stays.

    Raises:
        EditError: the value does not stand there once, as it is read.
    """
    forms = "|".join(re.escape(form) for form in (json.dumps(old, ensure_ascii=False), f"'{old}'", old))
    pattern = rf"(?P<head>(?:^|[:,\[{{]|- )[ \t]*)(?:{forms})(?=[ \t]*(?:$|[,\]}}]|[ \t]#))"
    return _on_line(document, line, pattern, quoted(new))


def quote_value(document: Document, line: int, value: str) -> Document:
    """Return the document with a value in double quotes.

    Raises:
        EditError: the value does not stand there once, as it is read.
    """
    pattern = rf"(?P<head>(?:^|[:,\[{{]|- )[ \t]*){re.escape(value)}(?=[ \t]*(?:$|[,\]}}]|[ \t]#))"
    return _on_line(document, line, pattern, json.dumps(value, ensure_ascii=False))


def _on_line(document: Document, line: int, pattern: str, new: str) -> Document:
    parts = document.split()
    if not 0 < line <= len(parts):
        message = f"it has no line {line}"
        raise EditError(message)
    text = parts[line - 1].rstrip("\r\n")
    end = parts[line - 1][len(text) :]
    changed, count = re.subn(pattern, lambda match: f"{match['head']}{new}", text)
    if count != 1:
        message = f"the value on line {line} is not written as one plain word"
        raise EditError(message)
    return document.with_text("".join([*parts[: line - 1], changed, end, *parts[line:]]))
