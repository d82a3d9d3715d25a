"""data-attribution-missing: data under an attribution licence without title or licence in the card's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.claims import license_name
from rail.checks.context import Found, Skip
from rail.checks.naming import Words
from rail.checks.passages import card_text, documents
from rail.checks.unread import unread_cards, unread_front_matter
from rail.checks.upstream_terms import clause_evidence, data_terms, listed_names
from rail.checks.upstreams import short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.facts import Upstream
    from rail.model.terms import Term

_STEM = re.compile(r"[a-z]{5,}")


def find(context: Context) -> Iterator[Found | Skip]:
    """Look in cards and READMEs for what each attribution licence wants to be said of its data."""
    facts = context.facts
    yield from unread_front_matter(facts)
    asking = [
        (group, duty)
        for group in data_terms(facts, context.knowledge)
        if (duty := next((term for term in group.duties if term.about == "attribution"), None)) is not None
    ]
    if not asking or not documents(facts):
        yield from unread_cards(facts)
        return
    notices = (file.text for file in facts.license_files if file.role == "notice")
    words = Words("\n\n".join((*(card_text(card) for card in documents(facts)), *notices)))
    for group, duty in asking:
        direct = [upstream for upstream in group.upstreams if not upstream.via]
        unnamed = [upstream for upstream in direct if not _is_named(words, upstream)]
        licensed = words.names(group.record)
        if unnamed or (direct and not licensed):
            yield _missing(context, (group, duty), unnamed, licensed=licensed)


def _is_named(words: Words, upstream: Upstream) -> bool:
    """Tell whether a text names a data set, in full or by the word that its name begins with ("librispeech")."""
    name = short_name(upstream.name)
    stem = _STEM.match(name)
    return words.holds(name) or words.holds(upstream.name) or (stem is not None and words.begins(stem[0]))


def _missing(context: Context, asking: tuple[UpstreamTerms, Term], unnamed: list[Upstream], *, licensed: bool) -> Found:
    group, duty = asking
    name = license_name(group.record.id, context.knowledge)
    lacks = [f"name {listed_names(unnamed)}"] if unnamed else []
    lacks += [] if licensed else ["say which licence the data are under"]
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {name}, which asks for attribution; the text of the card does not "
        f"{' or '.join(lacks)}",
        confidence="medium",
        component="data",
        evidence=(*group.evidence(context.facts), clause_evidence(group.record, duty)),
    )
