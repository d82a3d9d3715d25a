"""What a release's main card is about, and how much of it there is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rail.cards.outline import is_blank, read_outline, seen_length
from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from rail.checks.wording import Words
    from rail.model.card import Card, Section
    from rail.model.facts import Facts

# A label that opens a line in bold stands for a heading in many cards; a word in running text does not.
_LABEL = re.compile(r"^[ \t>*+-]*(?:\*\*|__|<b>|<strong>)(.{2,80}?)(?:\*\*|__|</b>|</strong>)", re.MULTILINE)


def subject_of(card: Card, facts: Facts) -> str:
    """Return what a card describes: by itself, else by what the release is."""
    return card.kind if card.kind != "unknown" else facts.artifact


def headings_of(card: Card) -> tuple[str, ...]:
    """Return the headings of a card, and the labels that stand for headings, in lower case."""
    return _headings(card.preamble, card.sections)


@lru_cache(maxsize=8)
def _headings(preamble: str, sections: tuple[Section, ...]) -> tuple[str, ...]:
    titles = (section.title for section in sections)
    return tuple(title.lower() for title in (*titles, *_labels(preamble, sections)))


@lru_cache(maxsize=8)
def _labels(preamble: str, sections: tuple[Section, ...]) -> tuple[str, ...]:
    bodies = (preamble, *(section.body for section in sections))
    found = (_LABEL.findall(body) for body in bodies if "**" in body or "__" in body or "<" in body)
    return tuple(label for labels in found for label in labels)


def is_stub(card: Card, characters: int) -> bool:
    """Tell whether a card has less text than this below its headings; with 0 no card is a stub."""
    return characters > 0 and seen_length(card, characters) < characters


def is_copy(facts: Facts) -> bool:
    """Tell whether the release is a quantized copy, which adds nothing that its original's card does not say."""
    kinds = {upstream.kind for upstream in facts.upstreams if upstream.kind is not RelationKind.TRAINED_ON}
    return kinds == {RelationKind.QUANTIZED}


def answered(card: Card, headings: Words) -> tuple[bool, Section | None]:
    """Tell whether something stands under a heading or behind a label that matches; else the heading that is empty."""
    if not headings.may_match("\n".join(headings_of(card))):
        return False, None
    empty = None
    for heading in read_outline(card.sections):
        if headings.search(heading.section.title):
            if not is_blank(heading.section.body) or heading.below:
                return True, None
            empty = empty or heading.section
    return any(headings.search(label) for label in _labels(card.preamble, card.sections)), empty
