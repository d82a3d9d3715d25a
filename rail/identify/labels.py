"""Labels of lists and numbers of sentences: told apart by what stands before them."""

from __future__ import annotations

import re

_ITEM = r"\(?(?:\d{1,3}(?:\.\d{1,3})*(?:\.[a-z])?|[a-z]|[ivxl]{1,6})(?![^\W_])\)?"
_CROSS = re.compile(
    r"(?:\b(?:sections?|subsections?|paragraphs?|subparagraphs?|clauses?|subclauses?|articles?|items?"
    r"|attachments?|exhibits?|appendix|appendices|annex|annexes|schedules?|versions?|parts?|chapters?"
    r"|points?|rules?|gpl|lgpl|agpl|apache|(?:sec|para|art|ver|v|no)\.?)|§)"
    r"[\s>*#/;%|!-]{0,20}"
    r"(?:"
    + _ITEM
    + r"(?:\s{0,3}(?:,|;|&|/|-|,?\s{1,3}(?:and|or|to|through|and/or)(?=\s))\s{0,9}(?:[>*#/;%|]{1,3}\s{1,9})?)?){0,8}$"
)
_LEADER = r"[ \t>*#/;%|!\"(\[_-]{0,40}"
_NEW_PARAGRAPH = re.compile(rf"(?:^|\n{_LEADER}\n){_LEADER}$")
_NEW_ITEM = re.compile(rf"(?:[.;:,][\"')\]*_]{{0,3}}|\b(?:and|or))[ \t]*\n{_LEADER}$|\n[^\n]{{0,50}}\n{_LEADER}$")
_AFTER_STOP = re.compile(r"[.;:][\"')\]*_]{0,3}\s{1,4}[*_]{0,3}$")
_AFTER_COMMA = re.compile(r"(?:[.;:,][\"')\]*_]{0,3}|\b(?:and|or))\s{1,4}[*_]{0,3}$")


def labels_item(before: str, *, in_list: bool) -> bool:
    """Tell whether a number or letter behind this passage labels an item.

    Args:
        before: what stands before it.
        in_list: it has the form ``(a)`` or ``a)``, which may also stand behind a comma, ``and`` or ``or``.
    """
    if _NEW_PARAGRAPH.search(before):
        return True
    if not (_NEW_ITEM.search(before) or (_AFTER_COMMA if in_list else _AFTER_STOP).search(before)):
        return False
    return _CROSS.search(before) is None
