"""What readers make of a plain YAML scalar: the types of YAML 1.1 (PyYAML) and of the YAML 1.2 core schema."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_NAMES = {"timestamp": "date", "merge": "str", "value": "str"}
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_TIME = re.compile(r"[Tt \t](\d\d?):(\d\d):(\d\d)")
_MAX_DIGITS = 4300  # CPython refuses to read longer decimal numbers
_CORE_INT = re.compile(r"0|-?[1-9][0-9]{0,17}")
_CORE_WORDS: dict[str, bool | None] = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip


class Reading(NamedTuple):
    """How a YAML 1.1 reader takes a plain scalar.

    Attributes:
        type: ``str``, ``bool``, ``int``, ``float``, ``null`` or ``date``.
        refused: why such a reader fails on it, or empty.
    """

    type: str
    refused: str = ""


def reading(text: str) -> Reading:
    """Return how PyYAML's safe loaders take a plain scalar; they follow https://yaml.org/type/."""
    from yaml.resolver import Resolver

    for tag, pattern in Resolver.yaml_implicit_resolvers.get(text[:1], ()):
        if pattern.match(text):
            name = tag.rpartition(":")[2]
            kind = _NAMES.get(name, name)
            return Reading(kind, _refusal(name, text))
    return Reading("str")


def core_value(text: str) -> str | int | bool | None:
    """Return a plain scalar by the core schema of YAML 1.2, as far as that loses nothing.

    ``true``, ``false``, ``null`` and canonical integers get their type. Everything that would not be written back
    the same stays a string: ``1.10`` (a version), ``012345`` (a code), ``+1``, and dates, which are strings in 1.2.
    """
    if text in _CORE_WORDS:
        return _CORE_WORDS[text]
    return int(text) if _CORE_INT.fullmatch(text) else text


def _refusal(tag: str, text: str) -> str:
    if tag in {"merge", "value"}:
        return "is a sign with a meaning of its own"
    if tag == "timestamp" and not _is_date(text):
        return "looks like a date but is none"
    if tag == "int" and len(text) > _MAX_DIGITS:
        return "has too many digits"
    if tag == "int" and text.lstrip("+-").lower() in {"0b_", "0x_"}:
        return "looks like a number but is none"
    return ""


def _is_date(text: str) -> bool:
    year, month, day = (int(part) for part in _DATE.match(text).groups())  # type: ignore[union-attr] # the resolver's pattern begins with this one
    try:
        date(year, month, day)
    except ValueError:
        return False
    clock = _TIME.search(text)
    return clock is None or (int(clock[1]) < 24 and int(clock[2]) < 60 and int(clock[3]) < 60)  # noqa: PLR2004 # hours, minutes, seconds
