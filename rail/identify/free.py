"""Passages of a known text whose wording may differ: copyright lines, placeholders, names of holders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.identify.normalise import lines_of, normalise, without_copyright

if TYPE_CHECKING:
    from rail.identify.known import KnownText

_MAX_NAME = 14
# What stands before and after the name of a holder in texts that carry it inside a sentence (BSD, MIT and their kin).
_HOLDERS = (
    (("neither", "the", "name", "of"), ("nor", "the", "names", "of")),
    (("neither", "the", "names", "of"), ("nor", "the", "names", "of")),
    (("neither", "the", "name", "of"), ("nor", "its", "contributors")),
    (("neither", "the", "name"), ("nor", "the", "names", "of")),
    (("software", "is", "provided", "by"), ("as", "is", "and", "any")),
    (("in", "no", "event", "shall"), ("be", "liable", "for", "any")),
)
_PLACEHOLDER_WORDS = frozenset(
    {
        "year",
        "years",
        "yyyy",
        "yy",
        "name",
        "names",
        "owner",
        "owners",
        "holder",
        "holders",
        "author",
        "authors",
        "copyright",
        "organization",
        "organisation",
        "company",
        "date",
        "project",
        "program",
        "programme",
        "software",
        "fullname",
        "email",
        "licensor",
    }
)
_MAX_PLACEHOLDER = 8


def free_passages(prepared: str, words: list[str], known: KnownText) -> list[tuple[int, int]]:
    """Return the free passages of a text as ranges of words, sorted and merged."""
    spans = [*known.free, *_copyright_lines(prepared), *_holders(words), *_placeholders(prepared)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _copyright_lines(prepared: str) -> list[tuple[int, int]]:
    before, after = prepared.split("\n"), without_copyright(prepared).split("\n")
    gone = {number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new}
    return [(index, index + 1) for index, line in enumerate(lines_of(prepared)) if line in gone] if gone else []


def _holders(words: list[str]) -> list[tuple[int, int]]:
    text = " ".join(words)
    spans = []
    for before, after in _HOLDERS:
        pattern = re.compile(rf"\b{' '.join(before)}((?: \S+){{1,{_MAX_NAME}}}?) {' '.join(after)}\b")
        for match in pattern.finditer(text):
            start = text.count(" ", 0, match.start(1)) + 1
            spans.append((start, start + match[1].count(" ")))
    return spans


def _placeholders(prepared: str) -> list[tuple[int, int]]:
    spans = []
    for match in re.finditer(r"[\[<{]{1,2}([^\[\]<>{}\n]{2,60})[\]>}]{1,2}", prepared):
        inner = re.findall(r"[a-z]+", match[1])
        if not inner or len(inner) > _MAX_PLACEHOLDER or not _PLACEHOLDER_WORDS & set(inner):
            continue
        start = len(normalise(prepared[: match.start()]).words)
        spans.append((start, start + len(normalise(match[1]).words)))
    return spans
