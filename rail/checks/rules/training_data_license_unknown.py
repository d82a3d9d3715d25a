"""training-data-license-unknown: a data set is named as training data, and nothing says under which licence it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.claims import own_claims
from rail.checks.context import Found, Skip
from rail.checks.data_words import data_words
from rail.checks.documented import is_copy
from rail.checks.training_data import linked_data, own_data
from rail.checks.unread import unread_front_matter
from rail.checks.upstreams import short_name
from rail.checks.wording import pattern
from rail.model.facts import ComponentKind
from rail.model.finding import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.data_words import DataWords
    from rail.model.location import Location

_BREAK = re.compile(r"\n[ \t]*\n")
_SHOWN = 4
_MOST = 100


def find(context: Context) -> Iterator[Found | Skip]:
    """List the data sets whose licence neither this machine nor the release's own text knows, in one finding."""
    facts = context.facts
    yield from unread_front_matter(facts)
    words = data_words(facts, context.knowledge)
    unknown = {item.name: item.location for item in own_data(facts) if item.license is None}
    stated = {item.name.lower() for item in own_data(facts)}
    linked = {} if is_copy(facts) else linked_data(words, words.all, everywhere=facts.artifact != "code")
    unknown |= {
        name: place for name, place in linked.items() if name.lower() not in stated and not _is_known(context, name)
    }
    paragraphs = _licensed_paragraphs(context, words) if unknown else ""
    unknown = {name: place for name, place in list(unknown.items())[:_MOST] if short_name(name) not in paragraphs}
    if unknown and not (len(unknown) == 1 and _speaks_of_data(context)):
        yield _found(unknown)


def _is_known(context: Context, name: str) -> bool:
    known = context.knowledge.dataset(name)
    return known is not None and known.license is not None


def _licensed_paragraphs(context: Context, words: DataWords) -> str:
    """Return the paragraphs that speak of a licence: what is named there has one in words."""
    licenses = pattern(context, "licensed")
    if licenses is None:
        return ""
    held = []
    for part in words.all:
        if licenses.search(part.low):
            held += [piece for piece in _BREAK.split(part.low) if licenses.search(piece)]
    return "\n".join(held)


def _speaks_of_data(context: Context) -> bool:
    """A release with one data set that says what its data is under has said it of this one."""
    return any(
        ComponentKind.DATA in claim.governs and claim.status_word == "states" for claim in own_claims(context.facts)
    )


def _found(unknown: dict[str, Location]) -> Found:
    names = list(unknown)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return Found(
        unknown[names[0]],
        f"the licence of the training data is not known here: {', '.join(names[:_SHOWN])}{more}",
        confidence="medium",
        component="data",
        evidence=tuple(Evidence(f"names {name}", unknown[name]) for name in names[:_SHOWN]),
    )
