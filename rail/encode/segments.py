"""The numbered and bare passages of a licence text, with the labels that its own numbering gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_MARK = (
    r"\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z])\\?[.)]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}"
    r"|(?:Section|SECTION|Article|ARTICLE|Art\.|§)\s{0,3}\d{1,3}\.?"
    r"|[-*\u2022\u25cf\u25aa\u00b7]"
    r"|[\uff08(][\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u53410-9]{1,3}[\uff09)]"
    r"|[0-9\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}\u3001"
)
_LINE = re.compile(rf"^[ \t>#*_]{{0,80}}(?P<mark>{_MARK})(?=[\s*_\u3000]|[^\x00-\x7f])", re.MULTILINE)
_INLINE = re.compile(
    r"(?:[;:,.]\s{1,3}|\b(?:and|or|and/or)\s{1,3})(?P<mark>\((?:[a-z]|[ivx]{1,5}|\d{1,2})\))(?=\s)", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"\n[ \t]*\r?\n[ \t]*(?=\S)")
_BULLETS = "-*\u2022\u25cf\u25aa\u00b7"


@dataclass(frozen=True, slots=True)
class Segment:
    """One passage between two marks of a text.

    Attributes:
        span: first and one-past-last character, white space around it left out.
        mark: the list mark that opens it (``(a)``, ``3.1``, ``-``), or an empty string.
        indent: blanks before it on its line.
    """

    span: tuple[int, int]
    mark: str
    indent: int

    def is_followed_by(self, other: Segment) -> bool:
        """Tell whether the other one's mark goes on with the list of this one's.

        ``(c)`` follows ``(b)``, ``2.`` follows ``1.``, and a bullet the same bullet.
        """
        if self.mark in _BULLETS or not self.mark:
            return self.mark == other.mark
        return other.mark == _LAST.sub(_next, self.mark)


_LAST = re.compile(r"\d+(?=\D*$)|[A-Za-z](?=[^A-Za-z]*$)")


def _next(match: re.Match[str]) -> str:
    last = match[0]
    return str(int(last) + 1) if last.isdigit() else chr(ord(last) + 1)


def segments(text: str) -> tuple[Segment, ...]:
    """Return the passages of a text in order; together they hold every character that is no white space."""
    marks: dict[int, str] = {}
    cuts = {0, len(text)}
    for match in _PARAGRAPH.finditer(text):
        cuts.add(match.end())
    for match in _INLINE.finditer(text):
        cuts.add(match.start("mark"))
        marks[match.start("mark")] = match["mark"]
    for match in _LINE.finditer(text):
        cuts.add(match.start())
        marks[match.start() + len(match[0]) - len(match[0].lstrip())] = match["mark"]
    borders = sorted(cuts)
    found = []
    for start, end in pairwise(borders):
        passage = text[start:end]
        first = start + len(passage) - len(passage.lstrip())
        last = start + len(passage.rstrip())
        if first < last:
            line = text.rfind("\n", 0, first) + 1
            indent = first - line if not text[line:first].strip() else 0
            found.append(Segment((first, last), marks.get(first, ""), indent))
    return tuple(found)
