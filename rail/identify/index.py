"""The compiled table of known texts, ``identify.pack``: what each look-up needs is read when it is needed."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rail.identify.names import KnownMark, Names
from rail.identify.packfile import Pack
from rail.resources import pack_path

if TYPE_CHECKING:
    from rail.identify.reference import Border, Reference
    from rail.identify.vocabulary import Vocabulary

DIGEST = 16


class Variant:
    """A hash in the table: the text it belongs to, the number of words left out of it, its possible labels."""

    __slots__ = ("left_out", "marks", "text")

    def __init__(self, text: int, left_out: int, marks: tuple[KnownMark, ...]) -> None:
        """Keep what one line of the table says."""
        self.text = text
        self.left_out = left_out
        self.marks = marks


class Index:
    """All known texts."""

    def __init__(self, pack: Pack) -> None:
        """Take the opened pack; nothing is read yet."""
        self._pack = pack
        self._references: dict[int, Reference] = {}

    def exact(self, digest: bytes) -> list[Variant]:
        """Return the variants whose word stream has this SHA-256 (its first 16 bytes)."""
        digest = digest[:DIGEST]
        digests = self._digests
        low, high = 0, len(digests) // DIGEST
        while low < high:
            middle = (low + high) // 2
            if digests[middle * DIGEST : middle * DIGEST + DIGEST] < digest:
                low = middle + 1
            else:
                high = middle
        found = []
        while digests[low * DIGEST : low * DIGEST + DIGEST] == digest:
            found.append(self._variant(self._pack.line("variants", low)))
            low += 1
        return found

    def names(self, number: int) -> Names:
        """Return who a text is."""
        key, spdx, hub, licensedb, title, _ = self._pack.line("names", number).split("\t")
        language, original = self._languages.get(key, ("en", ""))
        return Names(key, spdx or None, hub or None, licensedb or None, title, language, original or None)

    def marks(self, number: int) -> tuple[KnownMark, ...]:
        """Return the possible labels of a text."""
        return _marks(self._pack.line("names", number).rpartition("\t")[2])

    def find(self, key: str) -> int | None:
        """Return the number of the text with this id."""
        return next((number for number in range(len(self)) if self.names(number).id == key), None)

    def __len__(self) -> int:
        """Return how many texts are known."""
        return len(self._pack.table("names.at")) - 1

    def reference(self, number: int) -> Reference:
        """Return everything about one text; kept, as the next file often holds the same."""
        if number not in self._references:
            self._references[number] = self._read(number)
        return self._references[number]

    def postings(self, window: int) -> memoryview[int] | None:
        """Return where a window of five words occurs: ``text << 14 | first word``."""
        from bisect import bisect_left

        keys = self.window_keys
        place = bisect_left(keys, window)
        if place == len(keys) or keys[place] != window:
            return None
        return self._posts[self._post_offsets[place] : self._post_offsets[place + 1]]

    def anchor_counts(self, *, odd: bool = False) -> memoryview[int]:
        """Return how many sampled windows every text has, or how many with an odd hash."""
        return self._pack.table("anchors.odd" if odd else "anchors")

    def encode(self, words: list[str]) -> str:
        """Return words as one character each; words that no known text has get characters of their own."""
        return self._vocabulary.encode(words)

    def section(self, name: str) -> str:
        """Return one section as text."""
        return self._pack.raw(name).decode("utf-8")

    def _variant(self, line: str) -> Variant:
        text, left_out, marks = line.split("\t")
        number = int(text)
        return Variant(number, int(left_out), _marks(marks) if left_out != "0" else self.marks(number))

    @cached_property
    def _digests(self) -> bytes:
        return self._pack.raw("digests")

    @cached_property
    def _languages(self) -> dict[str, tuple[str, str]]:
        """Return language and original of the texts that are not English, or translate another text."""
        if "languages" not in self._pack:
            return {}
        rows = (line.split("\t") for line in self.section("languages").split("\n") if line)
        return {key: (language, original) for key, language, original in rows}

    @cached_property
    def _additions(self) -> dict[str, tuple[tuple[int, str], ...]]:
        """Return the passages that may follow a text, where there are any."""
        if "additions" not in self._pack:
            return {}
        found: dict[str, tuple[tuple[int, str], ...]] = {}
        for key, count, digest in (line.split("\t") for line in self.section("additions").split("\n") if line):
            found[key] = (*found.get(key, ()), (int(count), digest))
        return found

    @cached_property
    def window_keys(self) -> memoryview[int]:
        """The sampled windows of all texts, sorted."""
        return self._pack.table("window.keys")

    @cached_property
    def _post_offsets(self) -> memoryview[int]:
        return self._pack.table("window.at")

    @cached_property
    def _posts(self) -> memoryview[int]:
        return self._pack.table("window.posts")

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        from rail.identify.vocabulary import Vocabulary

        return Vocabulary(self._pack)

    def word(self, code: str) -> str:
        """Return the word of one character of a reference."""
        return self._vocabulary.word(code)

    def _read(self, number: int) -> Reference:
        from rail.identify.reference import Reference

        names = self.names(number)
        size, width, start, free, clauses = self._pack.line("details", number).split("\t")
        words, begin = int(size), int(start)
        units: str | list[int]
        if width == "1":
            units = self._pack.raw("words", begin * 2, (begin + words) * 2).decode("utf-16-le")
        else:
            units = list(self._pack.table("hashes")[begin : begin + max(1, words - int(width) + 1)])
        return Reference(
            number,
            names,
            words,
            int(width),
            units,
            tuple(_pair(item) for item in free.split()),
            tuple(_border(item) for item in clauses.split("\x1e") if item),
            self.marks(number),
            self._additions.get(names.id, ()),
        )


@lru_cache(maxsize=1)
def load_index() -> Index:
    """Return the index of this installation.

    Raises:
        NotBuiltError: the packs were never compiled.
    """
    return Index(Pack(pack_path("identify.pack")))


def _pair(item: str) -> tuple[int, int]:
    start, _, end = item.partition("-")
    return int(start), int(end)


def _marks(packed: str) -> tuple[KnownMark, ...]:
    found = []
    for item in packed.split():
        place, kind, value = item.split(":")
        found.append(KnownMark(int(place), value, kind == "f"))
    return tuple(found)


def _border(item: str) -> Border:
    from rail.identify.reference import Border

    start, end, label, clause_id, categories = item.split("\x1f")
    return Border(int(start), int(end), label, clause_id, tuple(categories.split()))
