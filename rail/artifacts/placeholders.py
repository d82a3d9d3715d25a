"""Fields of a licence template that nobody filled in, outside the passage that explains how to apply the licence."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.model.identification import Identification

# choosealicense.com's fields, GitHub's, the FSF's, SPDX's and cookiecutter's.
_FIELD = re.compile(
    r"\[(?:year|yyyy|fullname|full name|name|your name|project|organi[sz]ation|owner|email|login|author|authors|"
    r"name of (?:the )?(?:copyright )?(?:owner|holder|author|licensor|organi[sz]ation)|copyright (?:owner|holder)s?|"
    r"insert [^\]\n]{1,60}|licensor|company|company name|entity)\]"
    r"|<(?:year|yyyy|name of author|name of copyright owner|copyright holders?|owner|organi[sz]ation|your name|"
    r"one line to give the program'?s name and a brief idea of what it does\.?|full ?name)>"
    r"|\{(?:yyyy|year|fullname|name of copyright owner|one line to give the program'?s name[^}\n]{0,60})\}"
    r"|\{\{ ?[\w. -]{1,40} ?\}\}"
    r"|\bcopyright (?:\(c\) )?(?:YYYY|YEAR)\b",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"^[^\w\n]*(?:appendix\b.{0,20}how to apply|how to (?:apply|use) (?:the|these|this)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_SHOWN = 50


def find_placeholders(text: str, found: Sequence[Identification]) -> tuple[tuple[str, int], ...]:
    """Return unfilled fields with their 1-based lines.

    Fields in a how-to-apply appendix belong to the text of Apache-2.0 or the GPL and stay as they are; the appendix
    ends where the next licence in the same file begins.
    """
    return tuple((text[start:end], line) for start, end, line in islice(placeholder_spans(text, found), _SHOWN))


def placeholder_spans(text: str, found: Sequence[Identification]) -> Iterator[tuple[int, int, int]]:
    """Yield first and one-past-last character and 1-based line of each unfilled field."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    begins = sorted(identification.span[0] for identification in found)
    appendices = [bisect_right(starts, match.start()) for match in _APPENDIX.finditer(text)]
    for match in _FIELD.finditer(text):
        line = bisect_right(starts, match.start())
        if not _in_appendix(line, appendices, begins):
            yield match.start(), match.end(), line


def _in_appendix(line: int, appendices: Sequence[int], begins: Sequence[int]) -> bool:
    """Tell whether the last that begins before a line is an appendix, and not another licence; both are sorted."""
    place = bisect_right(appendices, line)
    return place > 0 and bisect_right(begins, line) == bisect_right(begins, appendices[place - 1])
