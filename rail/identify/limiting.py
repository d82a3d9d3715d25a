"""Words that limit what may be done: an addition that holds one changes the meaning of the licence beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMITING = frozenset(
    {
        "shall",
        "must",
        "not",
        "no",
        "nor",
        "never",
        "cannot",
        "only",
        "solely",
        "except",
        "unless",
        "without",
        "prior",
        "noncommercial",
        "noncommercially",
        "nonprofit",
        "academic",
        "prohibited",
        "prohibit",
        "prohibits",
        "prohibiting",
        "forbidden",
        "forbid",
        "forbids",
        "restricted",
        "restrict",
        "restricts",
        "restriction",
        "restrictions",
        "exclude",
        "excluded",
        "excludes",
        "excluding",
        "exclusively",
        "limited",
        "disallowed",
        "disallow",
        "unauthorized",
        "revoke",
        "revoked",
        "nc",
        "royalty",
        "royalties",
        "fee",
        "fees",
        "pay",
    }
)


def holds_limit(words: Iterable[str]) -> bool:
    """Tell whether one of the words limits something; ``non commercial`` in two words is found by its first."""
    return any(word in LIMITING or word == "non" for word in words)


def count_limits(words: Iterable[str]) -> int:
    """Return how many of the words limit something."""
    return sum(1 for word in words if word in LIMITING or word == "non")
