"""Text of others made safe to print: nothing in it can drive a terminal or break a line.

Control characters (ISO/IEC 6429), Unicode line separators, bidirectional controls (Unicode TR 36, 2.1),
tag characters and the surrogates that stand for undecodable bytes of a file name are written as escapes.
"""

from __future__ import annotations

import re

_UNSAFE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
_SURROGATE = "[\ud800-\udfff]"
# The surrogates by which Python holds the bytes 0x80..0xff of a name that is no UTF-8 (PEP 383).
_BYTE_FIRST, _BYTE_LAST = 0xDC80, 0xDCFF


def visible(text: str) -> str:
    """Return the text on one line, with everything that a terminal would act on escaped."""
    if text.isascii() and text.isprintable():
        return text  # and no pattern is compiled for it
    return re.sub(_UNSAFE, _escaped, text.replace("\t", " "))


def uncommanded(line: str) -> str:
    """Return a line that no CI log takes for a command of its own.

    GitHub's runner acts on ``::name::`` at the start of a line, behind blanks, and on ``##[name]`` anywhere in one.
    """
    if "::" in line and line.lstrip().startswith("::"):
        line = line.replace("::", "\\x3a:", 1)
    return line.replace("##[", "#\\x23[") if "##[" in line else line


def encodable(text: str) -> str:
    """Return the text without surrogates, so that it can be encoded; all else is kept as it is."""
    return text if text.isascii() else re.sub(_SURROGATE, _escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if _BYTE_FIRST <= code <= _BYTE_LAST:
        return f"\\x{code - 0xDC00:02x}"
    if code == ord("\n"):
        return "\\n"
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 # one byte
