"""The restriction lists of a text: opening words that forbid, and the enumerated items below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rail.encode.segments import segments

if TYPE_CHECKING:
    from rail.encode.segments import Segment

_FORBIDS = re.compile(
    r"\b(?:agrees?(?: that)?(?: you| they| it)?(?: will)? not|(?:shall|may|must|will|can|do|does)(?: not|not)\b"
    r"|not (?:be )?(?:used?|to)\b|prohibit\w*|restricted uses?|use restrictions|forbidden|refrain)"
    r"|\u4e0d\u5f97|\u7981\u6b62",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[:\uff1a]\s*[*_]*\s*$")
_INTRODUCTION = 700
_FEWEST = 3
_TITLE_WORDS = 5
_NUMBERED_WORD = 2


@dataclass(frozen=True, slots=True)
class RestrictionList:
    """A list of what is forbidden.

    Attributes:
        opening: span of the passage that opens it.
        items: spans of its items, sub-items counted one by one.
    """

    opening: tuple[int, int]
    items: tuple[tuple[int, int], ...]


def restriction_lists(text: str) -> tuple[RestrictionList, ...]:
    """Return the restriction lists of a text, found by their opening words.

    A list is a passage that forbids and ends in a colon, with at least three marked passages below it. This finds
    what looks like such a list; whether an item is a restriction, the record says.
    """
    parts = segments(text)
    found: list[RestrictionList] = []
    position = 0
    while position < len(parts):
        if _opens_list(text, parts[position]):
            items, position_after = _items(text, parts, position + 1)
            if len(items) >= _FEWEST:
                found.append(RestrictionList(parts[position].span, tuple(items)))
                position = position_after
                continue
        position += 1
    return tuple(found)


def _opens_list(text: str, part: Segment) -> bool:
    passage = text[slice(*part.span)]
    return bool(_OPENS.search(passage)) and bool(_FORBIDS.search(passage[-_INTRODUCTION:]))


def _items(text: str, parts: tuple[Segment, ...], first: int) -> tuple[list[tuple[int, int]], int]:
    """Return the items from a position on, and where the list ends.

    It ends where the list that the opening words stand in goes on, or at a passage that is neither marked nor set in.
    """
    items: list[tuple[int, int]] = []
    opening = parts[first - 1]
    above = next((part for part in reversed(parts[:first]) if part.mark), opening)
    position = first
    while position < len(parts):
        part = parts[position]
        if above.mark and above.is_followed_by(part):
            break
        if not part.mark and part.indent <= opening.indent:
            break
        position += 1
        following = parts[position] if position < len(parts) else None
        if not _opens_sub_list(text[slice(*part.span)], part, following):
            items.append(part.span)
    return items, position


def _opens_sub_list(passage: str, part: Segment, following: Segment | None) -> bool:
    """Tell whether an item only opens items of its own: it ends in a colon, or is a title above other marks."""
    if _OPENS.search(passage):
        return True
    words = len(passage.split())
    if following is None or not following.mark or words > _TITLE_WORDS:
        return False
    if passage.endswith((".", ";")) and words > _NUMBERED_WORD:
        return False
    return not part.is_followed_by(following)
