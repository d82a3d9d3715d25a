"""What a card says one should do, and should not do, with the artefact: by its headings and its words.

Precision before recall: a line with a negation, a condition or a word such as "detect" recommends nothing; after a line
that turns to what is excluded, the rest of its section is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rail.cards.outline import is_blank, part_of, read_outline, seen_text
from rail.checks.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.cards.outline import Heading
    from rail.knowledge.store import Knowledge
    from rail.model.card import Card, Section

_WHERE = "policy/patterns/use-words.yaml"
_MANY_LINES = 500
_LONGEST_LINE = 2000
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


class UseWords(NamedTuple):
    """How cards speak of the use categories.

    Attributes:
        named: category -> words that name the subject.
        wanted: category -> words that name the use as something one would do.
        vague: categories whose words say little.
    """

    named: Mapping[str, Words]
    wanted: Mapping[str, Words]
    any_wanted: Words
    vague: frozenset[str]


class StatedUse(NamedTuple):
    """A use category that a card recommends: where, and in which words."""

    use: str
    line: int
    text: str


class Excluded(NamedTuple):
    """The section in which a card speaks of uses that it excludes: its heading and its text, subsections included."""

    heading: Section
    text: str


@lru_cache(maxsize=4)
def use_words(knowledge: Knowledge) -> UseWords:
    """Return the words of ``policy/patterns/use-words.yaml``."""
    rows = knowledge.patterns("use-words")
    named = {row["use"]: Words([row["match"]], _WHERE, knowledge) for row in rows}
    wanted = {row["use"]: Words([row["wanted"]], _WHERE, knowledge) for row in rows if "wanted" in row}
    vague = frozenset(row["use"] for row in rows if row.get("vague"))
    any_wanted = Words([row["wanted"] for row in rows if "wanted" in row], _WHERE, knowledge)
    return UseWords(named, wanted, any_wanted, vague)


def recommended_uses(
    card: Card, words: UseWords, recommending: Words, excluding: Words, unless: Words
) -> Iterator[StatedUse]:
    """Yield the uses that stand under headings which recommend, in lines that take nothing back.

    Args:
        card: the card.
        words: the words of the categories.
        recommending: headings that recommend.
        excluding: headings, labels and lead-ins that exclude.
        unless: words that show that a line recommends nothing.
    """
    for heading in read_outline(card.sections):
        if _recommends(heading, recommending, excluding) and words.any_wanted.search(heading.section.body):
            part = part_of(heading.section)
            for line, text in _lines_before(part.line, seen_text(part.text), excluding):
                yield from _uses_in(line, text, words, unless)


def excluded_section(card: Card, excluding: Words) -> Excluded | None:
    """Return the first section with text whose heading excludes uses."""
    for heading in read_outline(card.sections):
        if excluding.search(heading.section.title):
            sections = (heading.section, *heading.below)
            text = "\n".join(f"{section.title}\n{seen_text(section.body)}" for section in sections)
            if not all(is_blank(section.body) for section in sections):
                return Excluded(heading.section, text)
    return None


def uses_named(text: str, words: UseWords) -> list[str]:
    """Return the categories that a text names."""
    return [use for use, pattern in words.named.items() if pattern.search(text)]


def _recommends(heading: Heading, recommending: Words, excluding: Words) -> bool:
    if any(excluding.search(section.title) for section in (heading.section, *heading.above)):
        return False
    nearest = heading.above[-1:]
    return any(recommending.search(section.title) for section in (heading.section, *nearest))


def _lines_before(first: int, text: str, excluding: Words) -> Iterator[tuple[int, str]]:
    """Yield the lines of a section up to one that turns to what is excluded."""
    for number, line in enumerate(text.split("\n")[:_MANY_LINES], first):
        if excluding.search(line):
            return
        if line.strip():
            yield number, line[:_LONGEST_LINE]


def _uses_in(number: int, line: str, words: UseWords, unless: Words) -> Iterator[StatedUse]:
    if not words.any_wanted.search(line):
        return
    for sentence in _SENTENCE.split(line):
        if unless.search(sentence):
            continue
        for use, pattern in words.wanted.items():
            if pattern.search(sentence):
                yield StatedUse(use, number, sentence.strip())
