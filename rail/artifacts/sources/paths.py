"""Paths inside an artefact: shown safely, joined without leaving the root."""

from __future__ import annotations

import posixpath
import re

_ESCAPED = re.compile(r"\\(\\|x[0-9a-f]{2}|u[0-9a-f]{4}|U0[01][0-9a-f]{6})")
_ASTRAL = 0x10000


def show_path(raw: bytes) -> str:
    r"""Return a path as text that is safe to print and cannot be mistaken for another one.

    Bytes that are not UTF-8 become ``\xNN``; control, direction and other invisible characters become ``\uNNNN`` or
    ``\UNNNNNNNN``; a backslash is doubled.
    """
    text = raw.decode("utf-8", "surrogateescape")
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(char if char.isprintable() and char != "\\" else _escape(char) for char in text)


def raw_path(shown: str) -> bytes:
    """Return the bytes of a path that was written by hand or shown by ``show_path``."""
    text = _ESCAPED.sub(_unescape, shown) if "\\" in shown else shown
    return text.encode("utf-8", "surrogateescape")


def inside(folder: str, target: str) -> str | None:
    """Return the path that a link in ``folder`` leads to, or ``None`` when it leaves the root."""
    if target.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(folder, target))
    return None if path == ".." or path.startswith("../") else "" if path == "." else path


def _escape(char: str) -> str:
    code = ord(char)
    if char == "\\":
        return "\\\\"
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - the range of surrogateescape
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if code < _ASTRAL else f"\\U{code:08x}"


def _unescape(match: re.Match[str]) -> str:
    body = match.group(1)
    if body == "\\":
        return "\\"
    value = int(body[1:], 16)
    return chr(value + 0xDC00) if body[0] == "x" else chr(value)
