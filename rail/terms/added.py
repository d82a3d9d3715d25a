"""Words that somebody added to a licence text, read for the limits that people add most often.

Reading is narrow on purpose. A phrase is *read* only where nothing beside it could limit more; everything else stays
unread, and an answer over unread words is at most ``unknown`` (ADR 0001: the lowest verdict wins).
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Words of an added passage that ``TextChange`` shows; a passage of so many may go on.
_SHOWN = 40
# What may stand beside a phrase that is read; any other word could limit more.
_HARMLESS = (
    "this the a an any all it its is are for of and in under with use uses used using be may you your only further "
    "model models weights software work works code data material materials license licensed licence licenced "
    "purpose purposes derivative derivatives output outputs made available released provided granted hereby herein"
)


class Phrase(NamedTuple):
    """A way to word a limit: its id in the vocabulary, and whether the phrase says all that an answer needs."""

    about: str
    pattern: re.Pattern[str]
    whole: bool


class AddedLimit(NamedTuple):
    """A limit that was found in added words; not ``read`` where they may say more than was understood."""

    about: str
    read: bool


_PHRASES = (
    Phrase(
        "non-commercial",
        re.compile(
            r"\bnon ?commercial(?:ly)?\b(?: (?:uses?|purposes?)\b)?(?: only)?"
            r"|\b(?:no|not|never|without|prohibits?|forbids?) (?:(?:be|any|used|use|for|or|made) ){0,4}"
            r"commercial(?:ly)?"
            r"(?: (?:uses?|purposes?)\b)?"
            r"|\bcommercial (?:use|uses|purposes?) (?:is|are) "
            r"(?:not (?:allowed|permitted)|prohibited|forbidden|excluded)"
        ),
        whole=True,
    ),
    Phrase(
        "research-only",
        re.compile(
            r"\b(?:only|solely|exclusively) (?:(?:be|used|use|for|in) ){0,4}(?:academic |scientific )?research"
            r"(?: (?:uses?|purposes?)\b)?\b"
            r"|\b(?:academic |scientific )?research(?: (?:uses?|purposes?)\b)? (?:only|solely|exclusively)\b"
        ),
        whole=True,
    ),
    Phrase(
        "no-hosting",
        re.compile(r"\b(?:host|hosts|hosted|hosting|as a service|saas|over a network|remote access)\b"),
        whole=False,
    ),
    Phrase(
        "territory",
        re.compile(
            r"\b(?:european union|member states?|domiciled|territory|territories|outside of|located in|residents? of"
            r"|jurisdictions?|countries|country)\b"
        ),
        whole=False,
    ),
    Phrase(
        "users-threshold", re.compile(r"\b(?:active users|monthly users|monthly visits|daily users)\b"), whole=False
    ),
    Phrase("revenue-threshold", re.compile(r"\b(?:revenues?|turnover|annual income|funding)\b"), whole=False),
)


def limits_in(words: str) -> tuple[AddedLimit, ...]:
    """Return the limits that added words set, in the order of the table; empty where none was recognised."""
    found = [(phrase, match) for phrase in _PHRASES if (match := phrase.pattern.search(words)) is not None]
    if not found:
        return ()
    rest = words
    for phrase, _ in found:
        rest = phrase.pattern.sub(" ", rest)
    simple = len(words.split()) < _SHOWN and set(rest.split()) <= set(_HARMLESS.split())
    read = simple and all(phrase.whole for phrase, _ in found)
    return tuple(AddedLimit(phrase.about, read) for phrase, _ in found)
