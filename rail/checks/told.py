"""Where a release says something: under which heading, in which words, by which key, file or fact."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rail.checks.claims import main_kind
from rail.checks.passages import documents
from rail.checks.upstreams import data_upstreams, distinct_upstreams
from rail.model.card import Map, Scalar, Sequence
from rail.model.facts import MOST_PATHS
from rail.model.late import dataclass
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rail.model.card import Card, Node
    from rail.model.facts import Facts

# A label that opens a line in bold stands for a heading in many cards.
_LABEL = re.compile(r"^[ \t>*+-]{0,20}(?:\*\*|__|<b>|<strong>)(.{2,80}?)(?:\*\*|__|</b>|</strong>)", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\[?more information needed\]?|\bto ?do\b|\btbd\b", re.IGNORECASE)
_MOST_CHARS = 1_000_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, or a label in bold, with how many words stand below it; placeholders are no words."""

    title: str
    location: Location
    words: int


class Told:
    """What the cards, READMEs and pages of a release say; looked through as often as there are questions."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts; nothing is looked through yet."""
        self._cards = (*documents(facts), *facts.pages)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every heading and label."""
        return tuple(passage for card in self._cards for passage in _passages(card))

    @cached_property
    def _parts(self) -> tuple[tuple[str, int, str, str], ...]:
        """Each piece of text: its file, its line, its words, and the same in lower case."""
        rows = [
            (card.path, line, text[:_MOST_CHARS])
            for card in self._cards
            for line, text in (
                (card.body_line, card.preamble),
                *((one.line, f"{one.title}\n{one.body}") for one in card.sections),
            )
        ]
        return tuple((path, line, text, text.lower()) for path, line, text in rows)

    def under_heading(self, phrases: tuple[str, ...], least_words: int = 1) -> Location | None:
        """Return the first heading with one of the phrases under which something is written, or ``None``."""
        pattern = phrase_pattern(phrases)
        found = (one for one in self.passages if one.words >= least_words and pattern.search(one.title))
        return next((one.location for one in found), None)

    def in_words(self, phrases: tuple[str, ...]) -> Location | None:
        """Return the first place that holds one of the phrases, or ``None``."""
        return next(self.places(phrases), (None, ""))[0]

    def counted(self, nouns: tuple[str, ...]) -> Location | None:
        """Return the first place where a number stands before one of the nouns, or ``None``."""
        return next(self._found(_count_pattern(nouns), nouns), (None, ""))[0]

    def places(self, phrases: tuple[str, ...]) -> Iterator[tuple[Location, str]]:
        """Yield where one of the phrases stands, with the words as they stand there."""
        return self._found(phrase_pattern(phrases), phrases)

    def _found(self, pattern: re.Pattern[str], phrases: tuple[str, ...]) -> Iterator[tuple[Location, str]]:
        firsts = [phrase.lower().split()[0] for phrase in phrases if phrase.split()]
        for path, line, text, lower in self._parts:
            # Most texts hold none of the words, and to see that takes a hundredth of the time.
            if any(first in lower for first in firsts):
                for match in pattern.finditer(text):
                    yield Location(path, line + text.count("\n", 0, match.start())), match[0]


def _passages(card: Card) -> Iterator[Passage]:
    counts = [_words(section.body) for section in card.sections]
    for index, section in enumerate(card.sections):
        words = counts[index]
        for below in range(index + 1, min(len(counts), index + 200)):
            if card.sections[below].level <= section.level:
                break
            words += counts[below]
        yield Passage(section.title.lower(), Location(card.path, section.line), words)
    bodies = [(card.preamble, card.body_line), *((section.body, section.line + 1) for section in card.sections)]
    for body, line in bodies:
        labels = list(_LABEL.finditer(body[:_MOST_CHARS]))
        ends = [*(label.start() for label in labels[1:]), len(body)]
        at, before = line, 0
        for label, end in zip(labels, ends, strict=False):
            at += body.count("\n", before, label.start())
            before = label.start()
            yield Passage(label[1].lower(), Location(card.path, at), _words(body[label.end() : end]))


def _words(text: str) -> int:
    return len(_PLACEHOLDER.sub(" ", _without_comments(text[:_MOST_CHARS])).split())


def _without_comments(text: str) -> str:
    kept = []
    start = 0
    while (opened := text.find("<!--", start)) >= 0:
        kept.append(text[start:opened])
        closed = text.find("-->", opened)
        if closed < 0:
            return "".join(kept)
        start = closed + 3
    return "".join([*kept, text[start:]])


@lru_cache(maxsize=512)
def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of some phrases as whole words, in the singular or plural, whatever the letter case."""
    # Longest first, so that the longer of two phrases is the one that is found.
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(_spelled(phrase) for phrase in ordered), re.IGNORECASE)


def _spelled(phrase: str) -> str:
    words = r"\s{1,8}".join(re.escape(word) for word in phrase.split())
    # Scripts without blanks have no ends of words to look for.
    return rf"(?<!\w){words}(?:s|es)?(?!\w)" if phrase.isascii() else words


@lru_cache(maxsize=64)
def _count_pattern(nouns: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(noun) for noun in nouns)
    scale = r"(?:[kmbt]|thousand|million|billion|trillion)"
    return re.compile(rf"\d[\d,.]{{0,12}}\s?{scale}?\s(?:[a-z-]{{1,15}}\s)?(?:{words})(?:s|es)?\b", re.IGNORECASE)


def by_key(facts: Facts, keys: tuple[str, ...]) -> Location | None:
    """Return the place of the first front-matter key, dotted for one in a mapping, that has a value, or ``None``."""
    for card in facts.cards:
        for key in keys:
            value, line = key_value(card.front_matter, key)
            if value is not None:
                return Location(card.path, line)
    return None


def key_value(node: Node | None, key: str) -> tuple[Node | None, int]:
    """Return the value of a front-matter key with its line; ``None`` where there is none, or an empty one."""
    line = 1
    for part in key.split("."):
        entry = node.entry(part) if isinstance(node, Map) else None
        if entry is None:
            return None, line
        node, line = entry.value, entry.line
    return (node if _has_value(node) else None), line


def _has_value(node: Node | None) -> bool:
    if isinstance(node, Scalar):
        return bool(node.text.strip()) and (node.quoted or node.reads_as != "null")
    if isinstance(node, Sequence):
        return any(_has_value(item) for item in node.items)
    return isinstance(node, Map) and bool(node.entries)


def by_file(facts: Facts, globs: tuple[str, ...]) -> Location | None:
    """Return the first file that one of the globs names, or ``None``."""
    patterns = [_glob(glob) for glob in globs]
    return next((Location(path) for path in facts.paths if any(one.fullmatch(path) for one in patterns)), None)


@lru_cache(maxsize=512)
def _glob(glob: str) -> re.Pattern[str]:
    from rail.artifacts.sources.excludes import glob_pattern

    return glob_pattern(glob)


def has_all_paths(facts: Facts) -> bool:
    """Tell whether every file is listed; of a release with more, a file may be there that is not."""
    return len(facts.paths) < MOST_PATHS


def by_fact(facts: Facts, names: tuple[str, ...]) -> Location | None:
    """Return a place that shows one of the facts that are read anyway, or ``None``."""
    return next((place for name in names if (place := FACTS[name](facts)) is not None), None)


def _license(facts: Facts) -> Location | None:
    own = [claim for claim in facts.claims if not claim.vendored and (claim.license or claim.expression)]
    about = [claim for claim in own if main_kind(facts) in claim.governs]
    return next((claim.location for claim in (*about, *own)), None)


def _role(*roles: str) -> Callable[[Facts], Location | None]:
    return lambda facts: next((file.location for file in facts.contents.of_role(*roles)), None)


def _dataset_license(facts: Facts) -> Location | None:
    found = data_upstreams(facts)
    return found[0].location if found and all(one.license for one in found) else None


FACTS: dict[str, Callable[[Facts], Location | None]] = {
    "license": _license,
    "license-file": lambda facts: next((one.location for one in facts.license_files if not one.vendored), None),
    "weights": lambda facts: next((one.location for one in facts.weights), None),
    "base-model": lambda facts: next((one.location for one in distinct_upstreams(facts)), None),
    "datasets": lambda facts: next((one.location for one in data_upstreams(facts)), None),
    "dataset-license": _dataset_license,
    "version": lambda facts: next((one.location for one in facts.contents.versions), None),
    "hashes": _role("checksums", "signature"),
    "sbom": _role("sbom"),
    "opt-out": _role("opt-out"),
    "data-manifest": _role("data-manifest", "croissant", "dataset-infos"),
}
