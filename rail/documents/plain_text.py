"""Text that every format can hold: names of others may have markup, line ends and control characters in them."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold at all; a lone surrogate cannot be encoded.
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
# SPDX tag-value has no escape for the marks around text of several lines.
_TAG = re.compile(r"<(?=/?text>)", re.IGNORECASE)


def text_of(value: str) -> str:
    """Return a text of several lines without what XML or SPDX tag-value cannot hold, with plain line ends."""
    return _TAG.sub("< ", _ODD.sub(" ", _LINE_ENDS.sub("\n", value))).strip()


def line_of(value: str) -> str:
    """Return a text as one line."""
    return _BLANKS.sub(" ", text_of(value)).strip()
