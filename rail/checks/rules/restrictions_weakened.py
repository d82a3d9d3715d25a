"""restrictions-weakened: the release's own terms hold a base's use restriction in a narrower form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.carried import carried_restrictions
from rail.checks.claims import license_name, text_id
from rail.checks.context import Found, Skip
from rail.checks.lost import listed_restrictions, lost_restrictions, travel_evidence
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.checks.upstream_terms import model_terms, unknown_upstreams
from rail.checks.upstreams import distinct_upstreams
from rail.model.terms import FlowDown
from rail.terms.flow import TRAVELLING
from rail.terms.missing import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the reach of each restriction of an upstream against that of the release's own."""
    facts = context.facts
    if not distinct_upstreams(facts):
        yield from unread_front_matter(facts)
        return
    unread = [*unread_front_matter(facts), *unread_licenses(facts)]
    carried = carried_restrictions(facts, context.knowledge)
    yield from unknown_upstreams(facts, context.knowledge)
    for group in model_terms(facts, context.knowledge):
        strength = group.terms.flow_down
        if strength not in TRAVELLING or strength is FlowDown.COPY_AND_POLICY:
            continue
        if text_id(group.record.id) in carried.whole:
            continue
        if unread:
            yield from unread
            return
        lost = lost_restrictions(context, group, carried)
        narrower = [item for item in lost if item.missing.loss is Loss.NARROWER]
        if narrower:
            name = license_name(group.record.id, context.knowledge)
            yield Found(
                group.first.location,
                f"{group.names} {group.verb} under {name}, whose use restrictions must travel; "
                f"the release narrows: {listed_restrictions(context, narrower)}",
                confidence=group.confidence,
                component="weights",
                evidence=travel_evidence(context, group, carried, narrower),
            )
