"""Whether the words of a known passage stand in a release: clauses in an annex, fixed notices, display phrases."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from rail.model.card import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rail.model.card import Card
    from rail.model.facts import Facts
    from rail.model.license import License
    from rail.model.terms import Term


_AGREEMENT = 3_000  # characters: shorter prompts speak of an agreement, and do not hold it
_READ = 1_000_000  # characters: no annex, notice or card worth reading is longer


class Passages:
    """A text as its words, to look for passages in; white space, punctuation and list marks play no part."""

    def __init__(self, text: str) -> None:
        """Normalise the text once."""
        self._text = text
        self._words = _words(text[:_READ])
        self._line = f" {' '.join(self._words)} "

    def holds(self, passage: str) -> bool:
        """Tell whether the words of a passage stand here in order and without a gap."""
        words = _words(passage)
        return bool(words) and f" {' '.join(words)} " in self._line

    def shows(self, phrase: str) -> bool:
        """Tell whether a short phrase stands here; its number at the end of a sentence is a word, and no list label."""
        from rail.identify.normalise import phrase_words

        words = phrase_words(phrase)
        return bool(words) and f" {' '.join(words)} " in f" {' '.join(phrase_words(self._text[:_READ]))} "

    def holds_hash(self, count: int, digest: str) -> bool:
        """Tell whether some ``count`` words in a row have this SHA-256 (joined by single blanks, UTF-8)."""
        from rail.identify.normalise import phrase_words

        words = phrase_words(self._text)
        runs = (words[start : start + count] for start in range(len(words) - count + 1))
        return any(sha256(" ".join(run).encode()).hexdigest() == digest for run in runs)


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
        if len(text) >= _AGREEMENT and f" {' '.join(_words(record.name))} " in f" {' '.join(_words(text[:_READ]))} ":
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


def _canonical_text(record: License) -> str | None:
    if record.text is None or record.text.pack is None:
        return None
    from rail.knowledge.textpack import TextPack

    return TextPack.load().text(record.id)


def _words(text: str) -> list[str]:
    from rail.identify.normalise import normalise

    return normalise(text).words
