"""The sections of one card by what their headings say, and whether somebody has written something under them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rail.cards.outline import COMMENT, part_of, read_outline, seen_text
from rail.checks.told import phrase_pattern
from rail.checks.wording import Words, words_of
from rail.model.edit import TO_ANSWER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.cards.outline import Heading, Part
    from rail.knowledge.store import Knowledge
    from rail.model.card import Card

ANSWERED, OPEN, EMPTY = "answered", "placeholder", "empty"
_ORDER = (ANSWERED, OPEN, EMPTY)
_LABEL = re.compile(r"^[ \t>*+-]{0,20}(?:\*\*|__|<b>|<strong>)(.{2,80}?)(?:\*\*|__|</b>|</strong>)(.*)$", re.MULTILINE)
_MARKS = re.compile(r"[^\w]+")
_MARK = TO_ANSWER.partition("]")[0] + "]"
_RULE = "card-placeholder-text"


class Seen(NamedTuple):
    """A heading, or a label in bold that stands for one, and what stands under it.

    Attributes:
        line: of the heading; of the placeholder where that is all there is.
        state: ``answered``, ``placeholder`` or ``empty``.
    """

    title: str
    line: int
    state: str


class CardSections:
    """Looks for sections in one card; a heading at the very top is its title, and no section."""

    def __init__(self, card: Card, knowledge: Knowledge) -> None:
        """Take the card."""
        self._placeholders = _placeholders(knowledge)
        self._seen = tuple(self._headings(card)) + tuple(self._labels(card))

    def find(self, headings: tuple[str, ...]) -> Seen | None:
        """Return the best section that one of some words names: an answered one before a placeholder before nothing.

        A word with ``=`` before it has to be all that the heading says.
        """
        exact = {_bare(word[1:]) for word in headings if word.startswith("=")}
        inside = tuple(word for word in headings if not word.startswith("="))
        pattern = phrase_pattern(inside) if inside else None
        found = [
            one
            for one in self._seen
            if _bare(one.title) in exact or (pattern is not None and pattern.search(one.title) is not None)
        ]
        return min(found, key=lambda one: _ORDER.index(one.state), default=None)

    def _headings(self, card: Card) -> Iterator[Seen]:
        for number, heading in enumerate(read_outline(card.sections)):
            if number or heading.section.level > 1:
                yield self._under(heading)

    def _under(self, heading: Heading) -> Seen:
        title, line = heading.section.title.lower(), heading.section.line
        states = [self._state(part_of(section)) for section in (heading.section, *heading.below)]
        if any(state == ANSWERED for state, _ in states):
            return Seen(title, line, ANSWERED)
        places = [place for state, place in states if state == OPEN]
        return Seen(title, places[0], OPEN) if places else Seen(title, line, EMPTY)

    def _labels(self, card: Card) -> Iterator[Seen]:
        for body, first in ((card.preamble, card.body_line), *((part.text, part.line) for part in _bodies(card))):
            if "**" in body or "__" in body or "<" in body:
                for match in _LABEL.finditer(body):
                    line = first + body.count("\n", 0, match.start())
                    yield Seen(match[1].lower(), line, self._after(match[2]))

    def _after(self, text: str) -> str:
        """Return the state of what stands behind a label; on lines of their own more may follow, which counts."""
        if self._is_placeholder(text) and not self._answers(text):
            return OPEN
        return ANSWERED

    def _state(self, part: Part) -> tuple[str, int]:
        text = seen_text(part.text)
        code = COMMENT.sub("", part.text) if "```" in part.text or "~~~" in part.text else ""
        marked = text.find(_MARK)
        if marked >= 0:
            return OPEN, part.line + text.count("\n", 0, marked)
        if self._answers(text) or self._answers(code):
            return ANSWERED, part.line
        if self._placeholders is None:
            return EMPTY, part.line
        first = next(self._placeholders.finditer(text), None)
        if first is None:
            return EMPTY, part.line
        lead = len(first[0]) - len(first[0].lstrip())
        return OPEN, part.line + text.count("\n", 0, first.start() + lead)

    def _is_placeholder(self, text: str) -> bool:
        return self._placeholders is not None and next(self._placeholders.finditer(text.strip()), None) is not None

    def _answers(self, text: str) -> bool:
        """Tell whether words are left when placeholders are taken away."""
        if self._placeholders is not None:
            for match in reversed(list(self._placeholders.finditer(text))):
                text = text[: match.start()] + text[match.end() :]
        return bool(_MARKS.sub("", text))


def _bodies(card: Card) -> Iterator[Part]:
    return (part_of(section) for section in card.sections if section.body)


@lru_cache(maxsize=512)
def _bare(title: str) -> str:
    """Return a title's words alone: no numbers before them, signs or emoji around them, and in the singular."""
    words = [word for word in _MARKS.sub(" ", title).split() if not word.isdigit()]
    return " ".join(words).removesuffix("s")


def _placeholders(knowledge: Knowledge) -> Words | None:
    rule = next((one for one in knowledge.rules("default") if one.id == _RULE), None)
    patterns = rule.params.get("placeholders") if rule is not None else None
    if not isinstance(patterns, (list, tuple)) or not patterns:
        return None
    return words_of(tuple(map(str, patterns)), f"{_RULE}: params.placeholders", knowledge)
