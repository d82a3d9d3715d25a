"""From the bytes of a card to its text: UTF-8 is expected, everything else is read and reported."""

from __future__ import annotations

import codecs

from rail.cards.lines import LineIndex
from rail.model.card import YamlProblem

MAX_BYTES = 4_000_000
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's, so it stands first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 512


def decode_card(data: bytes) -> tuple[str, tuple[YamlProblem, ...]]:
    """Return the text of a card, and what is wrong with its bytes.

    Only the first ``MAX_BYTES`` are decoded. A byte order mark is left out, NUL and undecodable bytes become U+FFFD.
    """
    problems = []
    if len(data) > MAX_BYTES:
        problems.append(YamlProblem("too-large", 1, f"{len(data):,} bytes; only the first {MAX_BYTES:,} are read"))
        data = data[:MAX_BYTES]
    wide = _wide_encoding(data)
    if wide is not None:
        problems.append(YamlProblem("encoding", 1, f"the file is {wide.upper()}; cards are read as UTF-8"))
        text = data.decode(wide, "replace").removeprefix("\ufeff")
    else:
        if data.startswith(codecs.BOM_UTF8):
            problems.append(YamlProblem("bom", 1, "the file begins with a byte order mark, which hides the fence"))
            data = data[len(codecs.BOM_UTF8) :]
        text, problem = _decode_utf8(data, cut=bool(problems) and problems[0].kind == "too-large")
        problems.extend([problem] if problem else [])
    nul = text.find("\0")
    if nul >= 0:
        message = f"{text.count(chr(0)):,} NUL characters; a card is plain text"
        problems.append(YamlProblem("encoding", LineIndex(text).line_at(nul), message))
        text = text.replace("\0", "\ufffd")
    return text, tuple(problems)


def _wide_encoding(data: bytes) -> str | None:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    start = data[:_LOOKED_AT]
    if len(start) >= 4:  # noqa: PLR2004 # two characters of UTF-16
        if start[1::2].count(0) > len(start) * 0.4 and 0 not in start[::2]:
            return "utf-16-le"
        if start[::2].count(0) > len(start) * 0.4 and 0 not in start[1::2]:
            return "utf-16-be"
    return None


def _decode_utf8(data: bytes, *, cut: bool) -> tuple[str, YamlProblem | None]:
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=not cut), None
    except UnicodeDecodeError as error:
        line = LineIndex(data[: error.start].decode("latin-1")).last
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    valid = sum(1 for character in text if character > "\x7f") - broken
    if valid < broken:
        return data.decode("latin-1"), YamlProblem("encoding", line, "the file is no UTF-8; it is read as Latin-1")
    return text, YamlProblem("encoding", line, f"{broken:,} byte sequences are no UTF-8")
