"""What stands in a file beside the licence texts that were found in it: words that nobody weighed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.identify.normalise import copyright_lines, prepare, tokens
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.identification import Identification, TextChange

_SHOWN = 80  # characters of a passage that are shown
_ADDRESS = re.compile(r"<?(https?://|www\.)\S+>?")
# What a heading, a pointer or a separator is made of, beside the name of the licence.
_HEADINGS = """
    a all an and apply applies as below by code copy copyright data file following follows for full identifier in is its
    licence licences licensed license licenses model notice of on project reproduced reserved rights see software
    spdxlicenseidentifier terms text the this to under version weights
"""
# "For Example Tracker software", the second line of some BSD texts: which work it is, and nothing about its use.
_FOR_WHAT = re.compile(
    r"\W*for (?!.*\b(?:non|commercial|research|academic|internal|evaluation|personal|educational|use)\b)"
    r"(?:[\w.+-]+ ){1,5}(?:software|code|models?|weights|data(?: ?set)?)\W*",
    re.IGNORECASE,
)
_PLAIN = frozenset(_HEADINGS.split())


def passages_beside(
    text: str, found: Collection[Identification], names: Collection[str] = ()
) -> tuple[tuple[int, int], ...]:
    """Return first and last 1-based line of each passage outside of the licence texts that says something.

    Copyright lines, addresses, headings that only name the licence or the work, and separators say nothing, and what an
    identification already names as a change is told there. A file in which no text was found has no outside: it is
    unknown as a whole.

    Args:
        text: what the file holds.
        found: the licences found in it.
        names: names of those licences; their words may stand in a heading.
    """
    spans = [one.span for one in found if one.status is not TextStatus.NONE]
    if not spans:
        return ()
    prepared = prepare(text)
    holders = set(copyright_lines(prepared))
    plain = _PLAIN | {word for name in names for word in _words(prepare(name))}
    lines = prepared.split("\n")
    outside = [
        number
        for number, line in enumerate(lines, start=1)
        if not any(first <= number <= last for first, last in spans) and number not in holders and _says(line, plain)
    ]
    changes = [change for one in found for change in one.changes]
    return tuple((first, last) for first, last in _runs(outside) if not _told(lines, first, last, changes))


def _told(lines: Sequence[str], first: int, last: int, changes: list[TextChange]) -> bool:
    """Tell whether all words of a passage stand among the changes of a licence found."""
    told = sum(len(change.words.split()) for change in changes if change.line and first <= change.line <= last)
    return 0 < sum(len(line.split()) for line in lines[first - 1 : last]) <= told


def words_of(text: str, first: int, last: int) -> str:
    """Return the words of a passage on one line, cut where they are many."""
    words = " ".join(" ".join(text.splitlines()[first - 1 : last]).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} ..."


def names_of(found: Collection[Identification], knowledge: Knowledge) -> list[str]:
    """Return the ids and names of the licences found, and of their stewards: what a heading is made of."""
    names = [one.license for one in found if one.license]
    for license_ in filter(None, map(knowledge.license, names[:])):
        names += [license_.name, license_.steward, *license_.names]
    return names


def _says(line: str, plain: Collection[str]) -> bool:
    if _FOR_WHAT.fullmatch(line):
        return False
    return any(word not in plain for word in _words(_ADDRESS.sub(" ", line)))


def _words(line: str) -> list[str]:
    """Return the words of a prepared line that are no numbers."""
    return [word for word in tokens(line.replace("-", " ")) if any(letter.isalpha() for letter in word)]


def _runs(lines: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for position, number in enumerate(lines):
        if position + 1 == len(lines) or lines[position + 1] > number + 2:
            yield lines[start], number
            start = position + 1
