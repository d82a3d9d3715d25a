"""Edits of a front matter, line by line: comments, order, quotes and line ends of all else stay as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from rail.cards.front_matter import split_front_matter
from rail.cards.yaml import read_yaml
from rail.edits.document import EditError
from rail.model.card import Map, Scalar

if TYPE_CHECKING:
    from rail.edits.document import Document
    from rail.model.card import Node

# What every reader of YAML takes for the same string without quotes.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+-]*\Z")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"})


def set_key(document: Document, key: str, value: str | tuple[str, ...]) -> Document:
    """Return the document with a key of its front matter set; a front matter is made where there is none.

    Raises:
        EditError: the front matter cannot be read, or the key holds more than one plain value.
    """
    split = split_front_matter(document.text)
    lines = _entry(key, value)
    if not split.has_fence:
        block = "\n".join(["---", *lines, "---"])
        return document.with_text(document.lines(block) + document.text)
    root = _mapping(document)
    entry = root.entry(key)
    if entry is None:
        return _inserted(document, split.block_line + len(document.with_text(split.block or "").split()), lines)
    if sum(other.key == key for other in root.entries) > 1:
        message = f"`{key}` stands there twice"
        raise EditError(message)
    if not isinstance(entry.value, Scalar) or isinstance(value, tuple):
        message = f"`{key}` holds more than one plain value"
        raise EditError(message)
    if not entry.value.text:
        return _on_line(document, entry.line, rf"(?P<head>{re.escape(key)}[\"']?:)[ \t]*", f" {quoted(value)}")
    return replace_value(document, entry.value.line, entry.value.text, value)


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


def quoted(value: str) -> str:
    """Return a value as YAML: plain where every reader keeps it a string, else in double quotes."""
    plain = _PLAIN.match(value) and value.lower() not in _WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)


def _entry(key: str, value: str | tuple[str, ...]) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {quoted(value)}"]
    return [f"{key}:", *(f"- {quoted(item)}" for item in value)]


def _mapping(document: Document) -> Map:
    split = split_front_matter(document.text)
    node: Node | None = None
    problems: tuple[object, ...] = split.problems
    if split.block is not None:
        node, wrong = read_yaml(split.block, first_line=split.block_line)
        problems = (*problems, *(one for one in wrong if one.kind != "duplicate-key"))
    if problems or not (node is None or isinstance(node, Map)):
        message = "its front matter has to be mended by hand first"
        raise EditError(message, "rail check names the line (card-front-matter-invalid)")
    return node if isinstance(node, Map) else Map((), 1)


def _inserted(document: Document, line: int, lines: list[str]) -> Document:
    """Return the document with lines put before a line, which is the closing fence."""
    parts = document.split()
    place = line - 1
    if place >= len(parts) or not parts[place].startswith("---"):
        message = "the end of its front matter is not where it was read"
        raise EditError(message)
    return document.with_text("".join([*parts[:place], document.lines("\n".join(lines)), *parts[place:]]))


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
