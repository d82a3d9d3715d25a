"""Licence names in running text: spellings from ``policy/patterns/license-names.yaml``, longest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TOKEN = re.compile(r"[a-z0-9]+(?:\+\+|\+)?|[:;,()]|[.](?=\s|$)")
_VERSIONED = re.compile(r"v(?=\d)")
_NOISE = frozenset({"license", "licence", "version", "v", "the", ",", "(", ")", "international", "agreement"})
_BESIDE_AFTER = frozenset({"license", "licence", "licenses", "licenced", "licensed", "terms", "agreement", "community"})
_BESIDE_BEFORE = _BESIDE_AFTER | {"under", "licencing", "licensing"}
_BETWEEN = frozenset({"the", "a", "an", ":", "is", "are", "(", "s", "=", "standard", "permissive"})
_ALTERED = frozenset(
    {"modified", "custom", "adapted", "bespoke", "amended", "like", "style", "similar", "based", "compatible"}
)
_REACH = 4


class Mention(NamedTuple):
    """A licence name in a text: the name to resolve, where it stands, the limit that it tells by itself.

    ``altered`` says that the text calls it a changed or similar licence.
    """

    name: str
    start: int
    end: int
    limit: str
    altered: bool


class _Token(NamedTuple):
    word: str
    start: int
    end: int


class _Node:
    __slots__ = ("entry", "following", "weak")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.entry: tuple[str, str] | None = None
        self.weak = False


class NameFinder:
    """Finds the licence names of a list of spellings in a text, in one pass over its words."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Build the tree of spellings from the entries of ``license-names``."""
        self._root = _Node()
        for entry in entries:
            for spelling in entry["words"]:
                self._add(spelling, entry, weak=False)
            for spelling in entry["weak"]:
                self._add(spelling, entry, weak=True)

    def find(self, text: str, *, beside_license: bool = False) -> tuple[Mention, ...]:
        """Return the mentions in a text, in order, none inside another.

        Args:
            text: one sentence.
            beside_license: the sentence stands where a licence is named, so that weak spellings count.
        """
        tokens = _tokens(text)
        found = []
        index = 0
        while index < len(tokens):
            match = self._longest(tokens, index)
            if match is None:
                index += 1
                continue
            node, after = match
            if node.entry is not None and (not node.weak or beside_license or _is_beside(tokens, index, after)):
                name, limit = node.entry
                altered = index > 0 and tokens[index - 1].word in _ALTERED
                altered = altered or (after < len(tokens) and tokens[after].word in _ALTERED)
                found.append(Mention(name, tokens[index].start, tokens[after - 1].end, limit, altered))
            index = after
        return tuple(found)

    def _add(self, spelling: str, entry: Mapping[str, Any], *, weak: bool) -> None:
        node = self._root
        for word in spelling.split():
            node = node.following.setdefault(word, _Node())
        node.entry = (entry["name"], entry.get("limit", ""))
        node.weak = weak

    def _longest(self, tokens: Sequence[_Token], index: int) -> tuple[_Node, int] | None:
        node = self._root
        best = None
        while index < len(tokens):
            word = tokens[index].word
            following = node.following.get(word)
            if following is not None:
                node = following
                if node.entry is not None:
                    best = (node, index + 1)
            elif node is self._root or word not in _NOISE:
                break
            index += 1
        return best


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text.lower()):
        word = match[0]
        versioned = _VERSIONED.match(word)
        tokens.append(_Token(word[1:] if versioned else word, match.start(), match.end()))
    return tokens


def _is_beside(tokens: Sequence[_Token], index: int, after: int) -> bool:
    if after < len(tokens) and tokens[after].word in _BESIDE_AFTER:
        return True
    for token in reversed(tokens[max(0, index - _REACH) : index]):
        if token.word in _BESIDE_BEFORE:
            return True
        if token.word not in _BETWEEN:
            return False
    return False
