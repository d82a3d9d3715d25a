"""Uses that an upstream's licence forbids and the release's own terms allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import text_id
from rail.checks.passages import documents
from rail.terms.conflict import FORBIDDING, is_whole, limits_beyond

if TYPE_CHECKING:
    from rail.checks.carried import Carried
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.facts import Facts
    from rail.model.terms import Term


def wider_limits(facts: Facts, group: UpstreamTerms, carried: Carried) -> tuple[Term, ...]:
    """Return the limits of an upstream's licence that the release's own licences do not keep.

    Without a licence of the release's own nothing is allowed, and a limit that the card states is not dropped: that the
    card and the stated licence differ is another rule's matter.
    """
    if not carried.records or text_id(group.record.id) in carried.whole:
        return ()
    beyond = [term for term in limits_beyond(group.terms, carried.limits, FORBIDDING) if is_whole(term)]
    if not beyond:
        return ()
    told = told_limits(facts)
    return tuple(term for term in beyond if term.about not in told)


def told_limits(facts: Facts) -> frozenset[str]:
    """Return the limits that the release's cards and READMEs state in words."""
    told = {item.about for card in documents(facts) for item in card.statements if item.kind == "limits"}
    return frozenset(told | ({"non-commercial"} if "research-only" in told else set()))
