"""What a release's documents say in running text, part by part, each with the line that it begins on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.cards.outline import part_of, seen_text
from rail.checks.kept import once_a_release
from rail.checks.passages import documents
from rail.model.location import Location

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from rail.model.card import Card
    from rail.model.facts import Facts


class Said(NamedTuple):
    """The text below one heading as a reader sees it, without code and comments; its lines are those of the file."""

    card: Card
    title: str
    text: str
    line: int

    def place(self, start: int) -> Location:
        """Return where a character of the text stands."""
        return Location(self.card.path, self.line + self.text.count("\n", 0, start))


def said_in(cards: Iterable[Card]) -> Iterator[Said]:
    """Yield what stands above the first heading of each card, then what stands below each heading."""
    for card in cards:
        if card.preamble:
            yield Said(card, "", seen_text(card.preamble), card.body_line)
        for section in card.sections:
            part = part_of(section)
            yield Said(card, section.title, seen_text(part.text), part.line)


@once_a_release
def said_of(facts: Facts) -> tuple[Said, ...]:
    """Return what everything that documents the release says."""
    return tuple(said_in(documents(facts)))


def first_said(said: Iterable[Said], pattern: re.Pattern[str] | None) -> Location | None:
    """Return the first place where a pattern is met, in a heading or below it."""
    if pattern is None:
        return None
    for part in said:
        if pattern.search(part.title):
            return Location(part.card.path, max(1, part.line - 1))
        match = pattern.search(part.text)
        if match is not None:
            return part.place(match.start())
    return None
