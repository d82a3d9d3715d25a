"""personal-data-in-card: a card shows the e-mail address of a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.passages import documents
from rail.checks.said import said_in
from rail.checks.unread import unread_cards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.said import Said
    from rail.model.location import Location

# Both sides are bounded, and each "@" is looked at once.
_BEFORE = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_AFTER = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_TOKENS = re.compile(r"[^a-z]+")
_MOST = 50


def find(context: Context) -> Iterator[Found | Skip]:
    """Report each card that shows such addresses, once; the addresses themselves are not repeated."""
    yield from unread_cards(context.facts)
    roles = frozenset(context.strings("roles"))
    for card in documents(context.facts):
        shown: dict[str, Location] = {}
        for part in said_in([card]):
            for address, start in _addresses(part):
                if len(shown) < _MOST and _is_of_a_person(address, context, roles):
                    shown.setdefault(address.lower(), part.place(start))
        if shown:
            first = next(iter(shown))
            several = f" ({len(shown)} addresses)" if len(shown) > 1 else ""
            yield Found(
                shown[first],
                f"the card shows the e-mail address of a person at {first.rpartition('@')[2]}{several}",
                confidence="medium",
            )


def _addresses(part: Said) -> Iterator[tuple[str, int]]:
    text, at = part.text, part.text.find("@")
    while at >= 0:
        before = _BEFORE.search(text[max(0, at - 64) : at])
        after = _AFTER.match(text, at + 1)
        if before and after and not text.startswith(":", after.end()):  # git@host:path is no address
            yield f"{before.group()}@{after.group()}", at
        at = text.find("@", at + 1)


def _is_of_a_person(address: str, context: Context, roles: frozenset[str]) -> bool:
    """A role, a team, the project's own name or a reserved domain stands for no person."""
    local, _, domain = address.lower().rpartition("@")
    names = {name for name in _TOKENS.split(local) if name}
    places = domain.split(".")
    project = {word for word in _TOKENS.split(context.facts.name.lower()) if len(word) > 2}  # noqa: PLR2004 # no initials
    if names & (roles | project | set(places[:-1])) or any(domain.endswith(end) for end in context.strings("reserved")):
        return False
    return not any(local.startswith(role) or local.endswith(role) for role in roles if len(role) > 4)  # noqa: PLR2004 # words, no syllables
