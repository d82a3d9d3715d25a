"""card-key-duplicated: a key stands twice in the front matter, so that readers disagree on its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.front_matter import repeated_keys
from rail.checks.unread import unread_front_matter
from rail.model.card import Scalar
from rail.model.finding import Evidence
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import MapEntry

_KIND = "duplicate-key"


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for repeated keys at any depth of the front matter."""
    unreadable = False
    for card in context.facts.cards:
        for path, first, later in repeated_keys(card.front_matter):
            yield _repeated(card.path, path, first, later)
        if card.front_matter is None:
            repeats = [problem for problem in card.problems if problem.kind == _KIND]
            unreadable = unreadable or not repeats
            for problem in repeats:
                yield Found(Location(card.path, problem.line), problem.message)
    if unreadable:
        yield from unread_front_matter(context.facts)


def _repeated(card: str, path: str, first: MapEntry, later: MapEntry) -> Found:
    values = ""
    if isinstance(first.value, Scalar) and isinstance(later.value, Scalar):
        same = first.value.text == later.value.text
        values = " with the same value" if same else f": first `{first.value.text}`, then `{later.value.text}`"
    return Found(
        Location(card, later.line),
        f"the key `{path}` stands twice{values}",
        fix=f"keep one `{path}` and delete the other",
        evidence=(Evidence("the first one", Location(card, first.line)),),
    )
