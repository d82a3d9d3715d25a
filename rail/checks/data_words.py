"""How a release's documents speak of the data that it was made from (``policy/patterns/data-words.yaml``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rail.checks.kept import once_a_release
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

    def within(self, low: str) -> Phrases:
        """Return those patterns that may match in a text in lower case or in a part of it."""
        kept = Phrases(self._kind, ())
        kept._rows = [row for row in self._rows if not row[0] or _any_in(row[0], low)]
        kept._compiled = self._compiled
        return kept

    def __bool__(self) -> bool:
        """Tell whether there is any pattern."""
        return bool(self._rows)

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
            if not words or _any_in(words, low):
                yield self._compiled.get(text) or self._compile(text)

    def _compile(self, text: str) -> re.Pattern[str]:
        try:
            self._compiled[text] = re.compile(text, re.MULTILINE)
        except re.error as error:
            message = f"data-words: {self._kind}: no regular expression: {error}"
            raise DataError(message) from error
        return self._compiled[text]


def _any_in(words: tuple[str, ...], low: str) -> bool:
    for word in words:  # noqa: SIM110 # asked so often that a generator is felt
        if word in low:
            return True
    return False


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
        # All that is searched, so that patterns of which no word stands anywhere are left out once, for all parts.
        self._low = "\n".join(text for part in self._every for text in (part.said.title.lower(), part.low, ""))
        self._within: dict[str, Phrases] = {}
        other = self._phrases["evaluation"]
        kept = [part for part in self._every if not other.holds(part.said.title.lower())]
        pages = {id(page) for page in facts.pages}
        self.all = tuple(kept)
        self.main = tuple(part for part in kept if id(part.said.card) not in pages)

    def phrases(self, kind: str) -> Phrases:
        """Return the patterns of one kind."""
        return self._phrases[kind]

    def standing(self, kind: str) -> Phrases:
        """Return the patterns of one kind that may match in the documents: quicker, and good for nothing else."""
        if kind not in self._within:
            self._within[kind] = self._phrases[kind].within(self._low)
        return self._within[kind]

    def place(self, kind: str) -> Location | None:
        """Return the first place in running text about data at which a kind of phrase stands, or ``None``.

        A page that is no card speaks of many things: it counts where the same part says that something was trained.
        """
        phrases, training = self.standing(kind), self.standing("training")
        if not phrases:
            return None
        main = {id(part) for part in self.main}
        for part in self.all:
            match = phrases.first(part.low)
            if match is not None and (id(part) in main or training.holds(part.low)):
                return part.said.place(match.start())
        return None

    def says(self, kind: str, card: Card | None = None) -> bool:
        """Tell whether a kind of phrase stands anywhere in the documents, headings included, or in one of them."""
        phrases = self.standing(kind)
        return bool(phrases) and any(
            phrases.holds(part.low) or phrases.holds(part.said.title.lower())
            for part in self._every
            if card is None or part.said.card is card
        )

    @staticmethod
    def _parts(cards: Iterable[Card]) -> Iterator[Spoken]:
        for said in said_in(cards):
            low = said.text.lower()
            yield Spoken(said, low if len(low) == len(said.text) else said.text)


@once_a_release
def data_words(facts: Facts, knowledge: Knowledge) -> DataWords:
    """Return what the documents of a release say about data."""
    return DataWords(facts, knowledge)


@lru_cache(maxsize=4)
def _phrases(knowledge: Knowledge) -> dict[str, Phrases]:
    return {row["phrases"]: Phrases(row["phrases"], row["match"]) for row in knowledge.patterns("data-words")}
