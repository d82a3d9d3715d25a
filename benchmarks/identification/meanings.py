"""More edits of meaning, those that people make on purpose: a clause less, a use turned around, a sentence more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

_TURNED = {
    "commercial": "non-commercial",
    "non-commercial": "commercial",
    "permitted": "prohibited",
    "prohibited": "permitted",
    "must": "may",
    "shall": "may",
    "may": "must",
    "with": "without",
    "without": "with",
    "includes": "excludes",
    "including": "excluding",
    "all": "some",
    "any": "no",
    "irrevocable": "revocable",
    "perpetual": "temporary",
    "worldwide": "national",
    "royalty-free": "royalty-bearing",
    "or": "and",
    "and": "or",
}
_TURNABLE = re.compile(rf"(?<![\w/.-])({'|'.join(sorted(_TURNED, key=len, reverse=True))})(?![\w/-]|\.\w)")
_USES = ("military", "medical", "surveillance", "political", "legal", "educational", "gambling", "insurance")
_USE = re.compile(rf"\b({'|'.join(_USES)})\b")
_LIMITS = (
    "Use is limited to non-commercial purposes.",
    "You may not use it for commercial purposes without prior written permission.",
    "This does not apply to companies with more than 100 employees, who must pay a fee.",
    "Academic use only.",
    "Only for use within the European Union.",
)
_PARAGRAPH = re.compile(r"(?:\A|\n[ \t]*\n)(?P<text>[^\n](?:(?!\n[ \t]*\n).){120,}?)(?=\n[ \t]*\n|\s*\Z)", re.DOTALL)
_AMOUNT = re.compile(
    r"(?<![\w./-])(\d{1,3}(?:[,.]\d{3})+|\d{2,3})(?= (?:days|months|years|million|monthly|percent|%|users))"
)


class Edit(NamedTuple):
    """A text with one edit of meaning."""

    kind: str
    place: int
    text: str


def meant_edits(text: str, spared: list[tuple[int, int]], chance: Random, each: int = 2) -> Iterator[Edit]:
    """Yield edits of a text, so many of each kind where the text allows them.

    Args:
        text: the text.
        spared: ranges of characters whose wording may differ.
        chance: the source of chance.
        each: how many of each kind.
    """
    for kind, edit in _KINDS.items():
        for _ in range(each):
            made = edit(text, spared, chance)
            if made is not None and made[1] != text:
                yield Edit(kind, *made)


def _pick(pattern: re.Pattern[str], text: str, spared: list[tuple[int, int]], chance: Random) -> re.Match[str] | None:
    found = [
        match
        for match in pattern.finditer(text)
        if match.start() > 0 and not any(low < match.end() and match.start() < high for low, high in spared)
    ]
    return chance.choice(found) if found else None


def _cut(text: str, match: re.Match[str], new: str) -> tuple[int, str]:
    return match.start(), text[: match.start()] + new + text[match.end() :]


def _turned(text: str, spared: list[tuple[int, int]], chance: Random) -> tuple[int, str] | None:
    match = _pick(_TURNABLE, text, spared, chance)
    return match and _cut(text, match, _TURNED[match[1]])


def _other_use(text: str, spared: list[tuple[int, int]], chance: Random) -> tuple[int, str] | None:
    match = _pick(_USE, text, spared, chance)
    return match and _cut(text, match, chance.choice([use for use in _USES if use != match[1]]))


def _dropped(text: str, spared: list[tuple[int, int]], chance: Random) -> tuple[int, str] | None:
    match = _pick(_PARAGRAPH, text, spared, chance)
    return match and _cut(text, match, "")


def _amount(text: str, spared: list[tuple[int, int]], chance: Random) -> tuple[int, str] | None:
    match = _pick(_AMOUNT, text, spared, chance)
    return match and _cut(text, match, f"{match[1]}0")


def _before(text: str, spared: list[tuple[int, int]], chance: Random) -> tuple[int, str]:
    del spared
    return 0, f"{chance.choice(_LIMITS)}\n\n{text}"


def _behind(text: str, spared: list[tuple[int, int]], chance: Random) -> tuple[int, str]:
    del spared
    return len(text), f"{text.rstrip()}\n\n{chance.choice(_LIMITS)}\n"


_KINDS: dict[str, Callable[[str, list[tuple[int, int]], Random], tuple[int, str] | None]] = {
    "word turned": _turned,
    "use swapped": _other_use,
    "paragraph dropped": _dropped,
    "amount changed": _amount,
    "limit before": _before,
    "limit behind": _behind,
}
