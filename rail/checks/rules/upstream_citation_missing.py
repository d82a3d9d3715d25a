"""upstream-citation-missing: a base's licence asks for credit, and the card holds no citation or acknowledgement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.passages import card_text, documents
from rail.checks.unread import unread_cards, unread_front_matter
from rail.checks.upstream_terms import model_terms, unknown_upstreams
from rail.checks.upstreams import distinct_upstreams

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.facts import Facts

_TITLE = re.compile(
    r"\b(?:cit(?:e|ing|ations?)|acknowledge?ments?|credits?|attributions?|references?|bibtex)\b", re.IGNORECASE
)
_BIBTEX = re.compile(r"@(?:article|misc|inproceedings|book|software|techreport|online|dataset)\s{0,3}\{", re.IGNORECASE)


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for a citation where the licence of an upstream model asks for credit."""
    facts = context.facts
    if not distinct_upstreams(facts):
        yield from unread_front_matter(facts)
        return
    yield from unknown_upstreams(facts, context.knowledge)
    asking = [group for group in model_terms(facts, context.knowledge) if _asks(group)]
    if not asking or _cites(facts):
        return
    unread = list(unread_cards(facts))
    yield from unread
    for group in () if unread else asking:
        yield Found(
            group.first.location,
            f"{group.because}, which asks for credit; no card or README holds a citation or an acknowledgement",
            confidence="medium",
            component="docs",
            evidence=(*group.evidence(facts), group.clause(group.terms.duties("attribution")[0])),
        )


def _asks(group: UpstreamTerms) -> bool:
    return bool(group.terms.duties("attribution")) and any(not upstream.via for upstream in group.upstreams)


def _cites(facts: Facts) -> bool:
    return any(
        any(_TITLE.search(section.title) for section in card.sections) or _BIBTEX.search(card_text(card))
        for card in documents(facts)
    )
