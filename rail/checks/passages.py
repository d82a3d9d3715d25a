"""Whether the words of a known passage stand in a release: clauses in an annex, fixed notices, display phrases."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from rail.model.card import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rail.model.card import Card
    from rail.model.facts import Facts
    from rail.model.license import License
    from rail.model.terms import Term


_AGREEMENT = 3_000  # characters: shorter prompts speak of an agreement, and do not hold it
_READ = 1_000_000  # characters: no annex, notice or card worth reading is longer
_FEW = 50_000  # characters of a text whose words are kept for the next rule


class Passages:
    """A text as its words, to look for passages in; white space, punctuation and list marks play no part."""

    def __init__(self, text: str) -> None:
        """Normalise the text once."""
        self._text = text
        self._line = _line(text[:_READ])

    def holds(self, passage: str) -> bool:
        """Tell whether the words of a passage stand here in order and without a gap."""
        line = _passage_line(passage)
        return bool(line.strip()) and line in self._line

    def shows(self, phrase: str) -> bool:
        """Tell whether a short phrase stands here; its number at the end of a sentence is a word, and no list label."""
        words = _phrase_words(phrase)
        return bool(words) and f" {' '.join(words)} " in f" {' '.join(_phrase_words(self._text[:_READ]))} "

    def holds_hash(self, count: int, digest: str) -> bool:
        """Tell whether some ``count`` words in a row have this SHA-256 (joined by single blanks, UTF-8)."""
        words = _phrase_words(self._text)
        if not 0 < count <= len(words):
            return False
        joined = " ".join(words).encode()
        ends = [-1]  # where the blank behind each word stands, or would
        for word in words:
            ends.append(ends[-1] + 1 + (len(word) if word.isascii() else len(word.encode())))
        return any(
            sha256(joined[before + 1 : end]).hexdigest() == digest
            for before, end in zip(ends, ends[count:], strict=False)
        )


def notice_finder(record: License, duty: Term) -> Callable[[str], bool] | None:
    """Return what tells whether a text holds the notice of a duty; ``None`` where its words are not known here.

    The words are known by their hash, or by their place in a text that the pack holds.
    """
    count, digest, span = (duty.params.get(name) for name in ("words", "words_sha256", "span"))
    if isinstance(count, int) and isinstance(digest, str):
        return lambda text: Passages(text).holds_hash(count, digest)
    canonical = _canonical_text(record)
    if canonical is None or not isinstance(span, list):
        return None
    passage = canonical[slice(*span)]
    return lambda text: Passages(text).holds(passage)


def card_text(card: Card) -> str:
    """Return what a reader of a card sees: its body, its headings, its links, and the text of its gate."""
    parts = [card.preamble]
    parts += [part for section in card.sections for part in (section.title, section.body)]
    parts += [text for link in card.links for text in (link.text, link.target)]
    parts += [badge.value for badge in card.badges]
    gate = None if card.front_matter is None else card.front_matter.get("extra_gated_prompt")
    if isinstance(gate, Scalar):
        parts.append(gate.text)
    return "\n\n".join(parts)


def is_in_gate(facts: Facts, record: License) -> bool:
    """Tell whether an access form shows a whole agreement: a long text that names it."""
    for card in facts.cards:
        prompt = None if card.front_matter is None else card.front_matter.get("extra_gated_prompt")
        text = prompt.text if isinstance(prompt, Scalar) else ""
        if len(text) >= _AGREEMENT and Passages(text).holds(record.name):
            return True
    return False


def documents(facts: Facts) -> tuple[Card, ...]:
    """Return what documents the release for its readers: its cards, and READMEs that are no cards."""
    return (*facts.cards, *facts.readmes)


def own_texts(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield path and text of everything that can carry terms: own licence and notice files, cards, READMEs."""
    for file in facts.license_files:
        if not file.vendored:
            yield file.location.path, file.text
    for card in documents(facts):
        yield card.path, card_text(card)


def clauses_in(record: License, clause_ids: Iterable[str], texts: Iterable[str]) -> set[str]:
    """Return the ids of those clauses of a licence whose words stand in one of the texts.

    A licence whose text the pack lacks has no words to look for: none of its clauses is found.
    """
    canonical = _canonical_text(record)
    if canonical is None:
        return set()
    passages = [Passages(text) for text in texts if text.strip()]
    found = set()
    for clause_id in clause_ids:
        clause = record.clause(clause_id)
        if clause is not None and any(text.holds(canonical[slice(*clause.span)]) for text in passages):
            found.add(clause_id)
    return found


def _phrase_words(text: str) -> Sequence[str]:
    from rail.identify.normalise import phrase_words

    return _few_words(text) if len(text) < _FEW else phrase_words(text)


@lru_cache(maxsize=16)
def _few_words(text: str) -> Sequence[str]:
    from rail.identify.normalise import phrase_words

    return phrase_words(text)


def _canonical_text(record: License) -> str | None:
    if record.text is None or record.text.pack is None:
        return None
    from rail.knowledge.textpack import TextPack

    return TextPack.load().text(record.id)


@lru_cache(maxsize=2048)  # clauses and notices, which are short and are looked for in release after release
def _passage_line(passage: str) -> str:
    return _line(passage)


@lru_cache(maxsize=8)  # the texts of one release, which several rules look into; each of at most ``_READ`` characters
def _line(text: str) -> str:
    from rail.identify.normalise import normalise

    return f" {' '.join(normalise(text).words)} "
