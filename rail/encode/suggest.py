"""What a clause may be about: the same clause in a known record, or the use categories whose words it shares."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import log
from typing import TYPE_CHECKING

from rail.identify.normalise import normalise
from rail.knowledge.textpack import TextPack
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rail.knowledge.store import Knowledge
    from rail.model.license import Clause
    from rail.model.terms import Term

_COMMON = (
    "a an and any are as at be by for from has have in is it its not of on or other others such that the their them "
    "they this to use used using was way which with you your model models derivatives"
)
_ENOUGH = 1.0
_SHORT = 6


@dataclass(frozen=True, slots=True)
class KnownClause:
    """A clause of a record whose words are the same."""

    license_id: str
    clause: Clause
    terms: tuple[Term, ...]


def known_clauses(knowledge: Knowledge) -> Mapping[str, KnownClause]:
    """Return the clauses of all records whose text is at hand, by their words; the first record of each wins."""
    pack = TextPack.load()
    found: dict[str, KnownClause] = {}
    for license_ in knowledge.licenses():
        text = pack.text(license_.id)
        if text is None or license_.terms is None:
            continue
        for clause in license_.clauses:
            key = clause_key(text[slice(*clause.span)])
            if len(key.split()) >= _SHORT:
                terms = tuple(term for term in license_.terms.terms if term.clause == clause.id)
                found.setdefault(key, KnownClause(license_.id, clause, terms))
    return found


def clause_key(passage: str) -> str:
    """Return the words of a passage as one string; the same for every reformatting of it."""
    return " ".join(normalise(passage).words)


def suggested_uses(passage: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Return up to two use categories that share rare words with a passage, the nearest first; often none.

    The words are those of the category's label, definition and examples. A suggestion is a place to look, never a
    reading: a person decides.
    """
    words = _stems(normalise(passage).words)
    weights = _weights(knowledge)
    scores = {use: sum(weights[word] for word in words & own) for use, own in _use_words(knowledge).items()}
    best = sorted((use for use, score in scores.items() if score >= _ENOUGH), key=lambda use: (-scores[use], use))
    return tuple(best[:2])


@cache
def _use_words(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    entries = knowledge.vocabulary().kinds["uses"]
    parents = {entry.parent for entry in entries.values()}
    return {
        entry.id: _stems(normalise(" ".join((entry.label, entry.definition, *entry.in_scope))).words)
        for entry in entries.values()
        if entry.id not in parents
    }


@cache
def _weights(knowledge: Knowledge) -> dict[str, float]:
    uses = _use_words(knowledge)
    counts = Counter(word for words in uses.values() for word in words)
    return {word: log(len(uses) / count) / log(len(uses)) for word, count in counts.items()}


def _stems(words: Iterable[str]) -> frozenset[str]:
    common = _COMMON.split()
    return frozenset(word[:6] for word in words if word not in common and len(word) > 2)  # noqa: PLR2004 # no short words
