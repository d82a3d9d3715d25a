"""link-broken: a link to a licence or policy leads to a file that is not in the release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.claims import quote
from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.unread import unread_cards
from rail.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LinkFact

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at the links to licences and policies whose targets should lie in the release."""
    stated = {
        (card.path, value.line)
        for card in context.facts.cards
        if card.front_matter is not None
        for value in scalars(card.front_matter.get("license_link"))
    }
    seen: set[tuple[str, str]] = set()
    for link in context.facts.links:
        key = (link.location.path, link.target)
        if key in seen or _ELSEWHERE.match(link.target):
            continue
        seen.add(key)
        if link.exists is None:
            yield Skip(f"{link.location}: the link to {link.target} cannot be followed from here")
        elif not link.exists:
            yield _broken(link, is_stated=(link.location.path, link.location.line) in stated)
    yield from unread_cards(context.facts)


def _broken(link: LinkFact, *, is_stated: bool) -> Found:
    what = "`license_link`" if is_stated else f"the link to {'a' if link.what != 'use-policy' else 'the'} {link.what}"
    return Found(
        link.location,
        f"{what} leads to {quote(link.target)}, which is not in the release",
        severity=None if is_stated else Severity.WARNING,
    )
