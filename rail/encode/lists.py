"""The restriction lists of a text: opening words that forbid, and the enumerated items below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.encode.segments import segments
from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.encode.segments import Segment

_FORBIDS = re.compile(
    r"\b(?:agrees?(?: that)?(?: you| they| it)?(?: will)? not|(?:shall|may|must|will|can|do|does)(?: not|not)\b"
    r"|not (?:be )?(?:used?|to)\b|prohibit\w*|restricted uses?|use restrictions|forbidden|refrain)"
    r"|\u4e0d\u5f97|\u7981\u6b62",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[:\uff1a]\s*[*_]*\s*$")
_BANS_USE = re.compile(
    r"\b(?:(?:may|must|shall|will|can) ?not|agrees?(?: that)?(?: you| they| it)?(?: will)? not to|undertakes? not to)"
    r"(?:,? (?:and|or|nor) [^.;:]{0,80}?,?)?(?: directly or indirectly,?)? (?:be used|use|utili[sz]e|deploy|employ)\b"
    r"|\b(?:is|are) (?:strictly |expressly )?(?:prohibited|forbidden|not (?:allowed|permitted))\b"
    r"|\b(?:prohibits|forbids)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;]\s+(?=\S)")
_UNENDED = re.compile(r"(?:[^.;:!?\s](?<!\bexcept)(?<!\bunless)|\bfollowing[^.;:!?]{0,60}[.;])[*_]*$", re.IGNORECASE)
_FIRST_MARKS = frozenset(["a", "i", "1", "-"])
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

    A list is a passage that forbids and ends in a colon, or bans use in a sentence that its items finish, with at
    least three marked passages below it. This finds what looks like such a list; whether an item is a restriction, the
    record says.
    """
    parts = segments(text)
    found: list[RestrictionList] = []
    position = 0
    while position < len(parts):
        within = parts if _opens_list(text, parts[position]) else parts[: position + 1]
        if _opens_without_colon(text, parts, position):
            within = _until_chain_ends(parts, position + 1)
        items, after = _items(text, within, position + 1)
        if len(items) >= _FEWEST:
            found.append(RestrictionList(parts[position].span, tuple(items)))
        position = after if len(items) >= _FEWEST else position + 1
    return tuple(found)


def _opens_list(text: str, part: Segment) -> bool:
    passage = text[slice(*part.span)]
    return bool(_OPENS.search(passage)) and bool(_FORBIDS.search(passage[-_INTRODUCTION:]))


def _opens_without_colon(text: str, parts: tuple[Segment, ...], position: int) -> bool:
    """Tell whether a sentence that bans use goes on in items: "You may not use it (a) to spy"."""
    following = parts[position + 1 : position + 2]
    if not following or not _is_first(following[0]):
        return False
    passage = text[slice(*parts[position].span)][-_INTRODUCTION:]
    return bool(_UNENDED.search(passage)) and bool(_BANS_USE.search(" ".join(_SENTENCE.split(passage)[-1].split())))


def _is_first(part: Segment) -> bool:
    return part.mark.strip("().").lower() in _FIRST_MARKS


def _until_chain_ends(parts: tuple[Segment, ...], first: int) -> tuple[Segment, ...]:
    """Return the passages up to the last one whose mark goes on with that of the first.

    Without a colon only the marks tell where a list ends; what stands between two of them are items of an item.
    """
    last = first
    for position in range(first + 1, len(parts)):
        if parts[last].is_followed_by(parts[position]):
            last = position
        elif parts[position].mark in {"", parts[first].mark} and parts[position].indent <= parts[first - 1].indent:
            break  # prose goes on, or another list begins
    return parts[: last + 1]


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
        if above.mark and above.is_followed_by(part) and not parts[position - 1].is_followed_by(part):
            break
        if not part.mark and part.indent <= opening.indent:
            break
        position += 1
        following = parts[position] if position < len(parts) else None
        if not _opens_sub_list(text[slice(*part.span)], part, following):
            items.append(part.span)
    return items, position


def _opens_sub_list(passage: str, part: Segment, following: Segment | None) -> bool:
    """Tell whether an item only opens items of its own: a colon or deeper items finish it, or it is a title."""
    if _OPENS.search(passage):
        return True
    if following is not None and _is_first(following) and following.indent > part.indent and passage[-1:].isalpha():
        return True
    words = len(passage.split())
    if following is None or not following.mark or words > _TITLE_WORDS:
        return False
    if passage.endswith((".", ";")) and words > _NUMBERED_WORD:
        return False
    return not part.is_followed_by(following)
