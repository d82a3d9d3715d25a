"""The words of all known texts, one character each: the frequent ones in memory, the others looked up one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.errors import DataError
from rail.identify.packfile import lines_sections

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from rail.identify.packfile import Pack

_FIRST_CODE = 32
_SURROGATES = 0xD800
_FREQUENT = 5000
_UNKNOWN = 0x10000
_MOST_UNKNOWN = 0xFFFFF


class Vocabulary:
    """Words as characters and back."""

    def __init__(self, pack: Pack) -> None:
        """Read the frequent words."""
        self._pack = pack
        self._frequent = pack.raw("words.frequent").decode("utf-8").split("\n")
        self._codes = dict(zip(self._frequent, map(chr, range(_FIRST_CODE, _FIRST_CODE + _FREQUENT)), strict=False))
        self._rare = len(pack.table("words.rare.at")) - 1

    def encode(self, words: list[str]) -> str:
        """Return one character for each word; words that no known text has get characters of their own."""
        codes = self._codes
        unknown = 0
        fresh: dict[str, str] = {}
        for word in dict.fromkeys(words):
            if word in codes:
                continue
            code = self._look_up(word)
            if code is None:
                fresh[word] = chr(_UNKNOWN + unknown % _MOST_UNKNOWN)
                unknown += 1
            else:
                fresh[word] = code
        return "".join([codes.get(word) or fresh[word] for word in words])

    def word(self, code: str) -> str:
        """Return the word of one character of a known text."""
        number = ord(code) - _FIRST_CODE
        if number < len(self._frequent):
            return self._frequent[number]
        return self._pack.line("words.rare", number - len(self._frequent))

    def _look_up(self, word: str) -> str | None:
        low, high = 0, self._rare
        while low < high:
            middle = (low + high) // 2
            found = self._pack.line("words.rare", middle)
            if found == word:
                return chr(_FIRST_CODE + len(self._frequent) + middle)
            if found < word:
                low = middle + 1
            else:
                high = middle
        return None


def vocabulary_sections(counts: Counter[str]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the sections of the pack that hold the words, and the character of every word.

    Raises:
        DataError: there are more words than characters of 16 bits.
    """
    by_use = sorted(counts, key=lambda word: (-counts[word], word))
    frequent, rare = by_use[:_FREQUENT], sorted(by_use[_FREQUENT:])
    if len(by_use) + _FIRST_CODE > _SURROGATES:
        message = f"identify.pack: {len(by_use)} different words do not fit into 16 bits"
        raise DataError(message)
    sections = {"words.frequent": "\n".join(frequent).encode(), **lines_sections("words.rare", rare)}
    return sections, {word: chr(_FIRST_CODE + number) for number, word in enumerate(_chain(frequent, rare))}


def _chain(*parts: Iterable[str]) -> Iterable[str]:
    for part in parts:
        yield from part
