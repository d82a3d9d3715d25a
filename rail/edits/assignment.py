"""What is to be done to one key of a front matter, and how a value of it is written in YAML."""

from __future__ import annotations

import json
import re

from rail.model.late import dataclass

# What every reader of YAML takes for the same string without quotes, inside of brackets too.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+-]*\Z")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"})
# YAML takes some marks for line ends or drops them, and refuses what cannot be printed (YAML 1.2.2, 5.1).
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One change of one key.

    Attributes:
        key: the key; ``a.b`` is ``b`` inside of ``a``, ``a.0`` the first item of ``a``.
        how: ``set``, ``add`` or ``remove`` (items of a list), or ``unset``.
        values: what is set, added or removed.
        as_list: what is set becomes a list, even of one.
        plain: it is a number, or true or false, and stands without quotes.
    """

    key: str
    how: str
    values: tuple[str, ...] = ()
    as_list: bool = False
    plain: bool = False

    def written(self, value: str) -> str:
        """Return a value of it as YAML."""
        return value if self.plain else quoted(value)


def quoted(value: str, style: str = "") -> str:
    """Return a value as YAML: plain where every reader keeps it a string, else in quotes.

    Args:
        value: the value.
        style: the quotes of the value that it replaces, which are kept where they can hold it.
    """
    if not style and _PLAIN.match(value) and value.lower() not in _WORDS:
        return value
    double = json.dumps(value, ensure_ascii=False)
    if style == "'" and len(double) == len(value) + 2 and not _UNSAFE.search(value) and value.strip() == value:
        return "'" + value.replace("'", "''") + "'"
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", double)
