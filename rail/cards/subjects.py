"""Of what a sentence speaks: which part of a release, and whether of this artefact or of something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+'\u2019-]*")
_PART = re.compile(r"[a-z]+|\d+")
_CLAUSE = re.compile(
    r";|[\u3002\uff1b\uff0c]|\b(?:while|whereas|but|however|although|though|because|since|unless|which)\b"
    r"|[,.)]\s+(?:and\s+)?(?=(?:the|our|this|these|its|it|you|we|please|all)\b)"
    r"|\band\s+(?=(?:the|our|its|all)\s+(?:\w+\s+){1,4}?(?:is|are|under)\b)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|may|can|cannot|must|should|will|shall|falls?|comes?|uses?|adheres?|follows?"
    r"|implies|requires?|supports?|grants?|prohibits?|precludes?|forbids?|allows?|permits?|released|licen[sc]ed|available)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\s+(?:is|are|was|were|has|have|comes?|falls?)\b", re.IGNORECASE)
_LONGEST_PART = 2


class Subject(NamedTuple):
    """What a sentence speaks of: a component word, and whether it is this artefact (``None``: it does not say)."""

    component: str | None
    own: bool | None


class SubjectFinder:
    """Tells subjects by the word lists of ``policy/patterns/prose-words.yaml`` and the card's own names."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Take the word lists."""
        lists = {entry["kind"]: tuple(entry["words"]) for entry in entries}
        components = ("weights", "model", "code", "data", "docs")
        self._component = {word: kind for kind in components for word in lists[kind]}
        self._foreign = frozenset(lists["foreign"])
        self._own = frozenset(lists["own"])
        self._plain = frozenset(lists["plain"]) | self._own | frozenset(self._component)
        self._hedges = lists["hedges"]
        self._conditions = lists["conditions"]

    def is_hedged(self, sentence: str, index: int) -> bool:
        """Tell whether a sentence states nothing at an index: it asks, doubts or compares, or a condition precedes."""
        low = sentence.lower()
        before = low[:index]
        return (
            "?" in low
            or any(hedge in low for hedge in self._hedges)
            or any(word in before for word in self._conditions)
        )

    def component(self, words: str) -> str | None:
        """Return the last component that these words name, or ``None``."""
        named = [self._component[word] for word in _lower_words(words) if word in self._component]
        if named:
            return named[-1]
        spaceless = [(words.rfind(word), kind) for word, kind in self._component.items() if not word.isascii()]
        place, kind = max(spaceless, default=(-1, ""))
        return kind if place >= 0 else None

    def subject(self, sentence: str, index: int, own_names: frozenset[str]) -> Subject:
        """Return the subject of the clause that leads up to an index of a sentence.

        Args:
            sentence: the sentence.
            index: where the licence name or the limit begins.
            own_names: comparable parts of the artefact's own names (``name_parts``).
        """
        clause = _clause_before(sentence, index)
        verb = _VERB.search(clause)
        head = clause if verb is None else clause[: verb.start()]
        component = self.component(head)
        if component is None:
            component = self.component(clause)
        words = _lower_words(head)
        foreign = next((place for place, word in enumerate(words) if word in self._foreign), None)
        if foreign is not None:
            # "we publish NAME like the original": the artefact's own name comes first
            own_first = any(name_parts([word]) & own_names for word in words[:foreign] if word not in self._plain)
            return Subject(component, own=own_first)
        strangers, own = self._names(head, own_names)
        if strangers:
            return Subject(component, own=False)
        return Subject(component, True if own or any(word in self._own for word in words) else None)

    def _names(self, head: str, own_names: frozenset[str]) -> tuple[bool, bool]:
        strange = own = False
        for match in _WORD.finditer(head):
            word = match[0].rstrip(".'\u2019-").removesuffix("'s").removesuffix("\u2019s")
            low = word.lower()
            if low in self._plain or not (word[:1].isupper() or any(sign.isdigit() for sign in word)):
                continue
            if name_parts([word]) & own_names:
                own = True
            elif match.start() != len(head) - len(head.lstrip()) or not word[1:].islower():
                strange = True
            else:
                strange = strange or self._is_name(head, match.end())
        return strange and not own, own

    def _is_name(self, head: str, after: int) -> bool:
        """Tell whether a capitalised first word is a name: nothing but names or digits follows it."""
        rest = _WORD.findall(head[after:])
        return not rest or any(sign.isdigit() for sign in rest[0])


def name_parts(names: Iterable[str]) -> frozenset[str]:
    """Return the comparable parts of names: words of three letters or more, alone and joined."""
    parts: set[str] = set()
    for name in names:
        pieces = _PART.findall(name.lower())
        parts.update(piece for piece in pieces if len(piece) > _LONGEST_PART and piece.isalpha())
        words = [word for word in re.split(r"[^a-z0-9_-]+", name.lower()) if len(word) > _LONGEST_PART]
        parts.update(re.sub(r"[_-]", "", word) for word in words)
    return frozenset(parts)


def _lower_words(text: str) -> list[str]:
    return [word.rstrip(".'\u2019-").removesuffix("'s").removesuffix("\u2019s") for word in _WORD.findall(text.lower())]


def _clause_before(sentence: str, index: int) -> str:
    start = 0
    for match in _CLAUSE.finditer(sentence, 0, index):
        # "X, which is released under Y": the subject is what the relative clause hangs on.
        if match[0].lower() != "which" or not _RELATIVE.match(sentence, match.end(), index):
            start = match.end()
    return sentence[start:index]
