"""The numbered and bare passages of a licence text, with the labels that its own numbering gives them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_BARE = re.compile(
    r"[a-z]\s{1,3}(?P<mark>\((?:(?P<letter>a)|(?P<roman>i)|1)\))(?=\s)", re.IGNORECASE
)  # the first item of a list that goes on inside its sentence: "may not use it (a) to spy; (b) ..."
_REFERS = re.compile(
    r"\b(?:sections?|clauses?|paragraphs?|articles?|items?|subsections?|points?|art\.)\s*$", re.IGNORECASE
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

        ``(c)`` follows ``(b)``, ``(iii)`` follows ``(ii)``, ``2.`` follows ``1.``, and a bullet the same bullet.
        """
        if self.mark in _BULLETS or not self.mark:
            return self.mark == other.mark
        if other.mark == _LAST.sub(_next, self.mark):
            return True
        return bool(_ROMAN.search(self.mark)) and other.mark == _ROMAN.sub(_next_roman, self.mark)


_LAST = re.compile(r"\d+(?=\D*$)|[A-Za-z](?=[^A-Za-z]*$)")


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = re.compile(rf"(?<![a-z])(?:{'|'.join(_ROMANS[:-1])})(?![a-z])")


def _next_roman(match: re.Match[str]) -> str:
    return _ROMANS[_ROMANS.index(match[0]) + 1]


def _next(match: re.Match[str]) -> str:
    last = match[0]
    return str(int(last) + 1) if last.isdigit() else chr(ord(last) + 1)


def _bare_firsts(text: str) -> Iterator[tuple[int, str]]:
    """Yield first items without punctuation before them whose second item stands in the same paragraph."""
    for match in _BARE.finditer(text):
        start = match.start("mark")
        if _REFERS.search(text[max(0, start - 20) : start]):
            continue
        end = _PARAGRAPH.search(text, start)
        second = "(b)" if match["letter"] else "(ii)" if match["roman"] else "(2)"
        paragraph = text[start : end.start() if end else len(text)].lower()
        if any(found["mark"].lower() == second for found in _INLINE.finditer(paragraph)):
            yield start, match["mark"]


def segments(text: str) -> tuple[Segment, ...]:
    """Return the passages of a text in order; together they hold every character that is no white space."""
    marks: dict[int, str] = {}
    cuts = {0, len(text)}
    for match in _PARAGRAPH.finditer(text):
        cuts.add(match.end())
    for match in _INLINE.finditer(text):
        cuts.add(match.start("mark"))
        marks[match.start("mark")] = match["mark"]
    for start, mark in _bare_firsts(text):
        cuts.add(start)
        marks[start] = mark
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
