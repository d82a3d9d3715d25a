"""How a release's documents speak of the data that it was made from (``policy/patterns/data-words.yaml``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rail.checks.passages import documents
from rail.checks.said import Said, said_in
from rail.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.card import Card
    from rail.model.facts import Facts
    from rail.model.location import Location


class Phrases:
    """Patterns of one kind, each tried only in texts that hold one of its words: most cards hold none."""

    def __init__(self, kind: str, rows: Iterable[dict[str, Any]]) -> None:
        """Take the patterns; each is compiled when a text first holds one of its words."""
        self._kind = kind
        self._rows = [(tuple(row.get("if", ())), str(row["match"])) for row in rows]
        self._compiled: dict[str, re.Pattern[str]] = {}

    def find(self, low: str) -> Iterator[re.Match[str]]:
        """Yield all matches in a text in lower case, pattern by pattern."""
        for pattern in self._tried_on(low):
            yield from pattern.finditer(low)

    def first(self, low: str) -> re.Match[str] | None:
        """Return the match that stands first in a text in lower case, or ``None``."""
        tried = (pattern.search(low) for pattern in self._tried_on(low))
        return min((match for match in tried if match is not None), key=lambda match: match.start(), default=None)

    def holds(self, low: str) -> bool:
        """Tell whether there is a match in a text in lower case."""
        return next(self.find(low), None) is not None

    def _tried_on(self, low: str) -> Iterator[re.Pattern[str]]:
        for words, text in self._rows:
            if words and not any(word in low for word in words):
                continue
            if text not in self._compiled:
                try:
                    self._compiled[text] = re.compile(text, re.MULTILINE)
                except re.error as error:
                    message = f"data-words: {self._kind}: no regular expression: {error}"
                    raise DataError(message) from error
            yield self._compiled[text]


class Spoken(NamedTuple):
    """One part of a document with its text in lower case, of the same length."""

    said: Said
    low: str


class DataWords:
    """What the documents of one release say about data.

    Attributes:
        main: the parts of its cards and READMEs, without results, citations, news and the like.
        all: those and the parts of other pages.
    """

    def __init__(self, facts: Facts, knowledge: Knowledge) -> None:
        """Read the documents once."""
        self._phrases = _phrases(knowledge)
        self._facts = facts
        self._every = [*self._parts(documents(facts)), *self._parts(facts.pages)]
        other = self._phrases["evaluation"]
        kept = [part for part in self._every if not other.holds(part.said.title.lower())]
        pages = {id(page) for page in facts.pages}
        self.all = tuple(kept)
        self.main = tuple(part for part in kept if id(part.said.card) not in pages)

    def phrases(self, kind: str) -> Phrases:
        """Return the patterns of one kind."""
        return self._phrases[kind]

    def place(self, kind: str) -> Location | None:
        """Return the first place in running text about data at which a kind of phrase stands, or ``None``.

        A page that is no card speaks of many things: it counts where the same part says that something was trained.
        """
        phrases, training = self._phrases[kind], self._phrases["training"]
        main = {id(part) for part in self.main}
        for part in self.all:
            match = phrases.first(part.low)
            if match is not None and (id(part) in main or training.holds(part.low)):
                return part.said.place(match.start())
        return None

    def says(self, kind: str, card: Card | None = None) -> bool:
        """Tell whether a kind of phrase stands anywhere in the documents, headings included, or in one of them."""
        phrases = self._phrases[kind]
        return any(
            phrases.holds(part.low) or phrases.holds(part.said.title.lower())
            for part in self._every
            if card is None or part.said.card is card
        )

    @staticmethod
    def _parts(cards: Iterable[Card]) -> Iterator[Spoken]:
        for said in said_in(cards):
            low = said.text.lower()
            yield Spoken(said, low if len(low) == len(said.text) else said.text)


class _Kept:
    """The words of the release that was asked last: several rules ask one after the other."""

    def __init__(self) -> None:
        self._last: tuple[Facts, DataWords] | None = None

    def words(self, facts: Facts, knowledge: Knowledge) -> DataWords:
        if self._last is None or self._last[0] is not facts:
            self._last = facts, DataWords(facts, knowledge)
        return self._last[1]


_KEPT = _Kept()


def data_words(facts: Facts, knowledge: Knowledge) -> DataWords:
    """Return what the documents of a release say about data."""
    return _KEPT.words(facts, knowledge)


@lru_cache(maxsize=4)
def _phrases(knowledge: Knowledge) -> dict[str, Phrases]:
    return {row["phrases"]: Phrases(row["phrases"], row["match"]) for row in knowledge.patterns("data-words")}
