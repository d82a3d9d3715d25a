"""restrictions-weakened: the release's own terms hold a base's use restriction in a narrower form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.bases import judged_bases
from rail.checks.claims import license_name, text_id
from rail.checks.context import Found, Skip
from rail.checks.lost import listed_restrictions, lost_restrictions, travel_evidence
from rail.model.terms import FlowDown
from rail.terms.flow import TRAVELLING
from rail.terms.missing import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.checks.lost import Lost
    from rail.checks.upstream_terms import UpstreamTerms


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the reach of each restriction of an upstream against that of the release's own."""

    def judge(group: UpstreamTerms, carried: Carried, unread: Sequence[Skip]) -> Iterator[Found | Skip]:
        strength = group.terms.flow_down
        if strength not in TRAVELLING or strength is FlowDown.COPY_AND_POLICY:
            return
        if text_id(group.record.id) in carried.whole:
            return
        if unread:
            yield from unread
            return
        lost = lost_restrictions(context, group, carried)
        narrower = [item for item in lost if item.missing.loss is Loss.NARROWER]
        if narrower:
            yield _weakened(context, group, narrower, carried)

    yield from judged_bases(context, judge)


def _weakened(context: Context, group: UpstreamTerms, narrower: list[Lost], carried: Carried) -> Found:
    name = license_name(group.record.id, context.knowledge)
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {name}, whose use restrictions must travel; "
        f"the release narrows: {listed_restrictions(context, narrower)}",
        confidence=group.confidence,
        component="weights",
        evidence=travel_evidence(context, group, carried, narrower),
    )
