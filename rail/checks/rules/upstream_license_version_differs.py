"""upstream-license-version-differs: the release states another edition of the licence than its base is under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.bases import judged_bases
from rail.checks.claims import license_name, text_id
from rail.checks.context import Found, Skip
from rail.checks.editions import accepts, is_edition_of
from rail.model.finding import Evidence, Severity
from rail.model.terms import FlowDown
from rail.terms.flow import TRAVELLING
from rail.terms.order import at_most

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.license import License


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the edition that each base is under against the editions that the release states."""

    def judge(group: UpstreamTerms, carried: Carried, unread: Sequence[Skip]) -> Iterator[Found | Skip]:
        if group.terms.flow_down not in TRAVELLING or text_id(group.record.id) in carried.whole:
            return
        other = next((own for _, own in sorted(carried.records.items()) if _differs(context, group, own)), None)
        if other is not None:
            yield from unread
            if not unread:
                yield _other_edition(context, group, other, carried)

    yield from judged_bases(context, judge)


def _differs(context: Context, group: UpstreamTerms, own: License) -> bool:
    """Tell whether an own licence is another edition, and one that does not do in place of the upstream's."""
    if not is_edition_of(group.record, own, context.knowledge):
        return False
    if group.terms.flow_down is FlowDown.COPY_AND_POLICY:
        return True  # that agreement must be handed on, and no other
    if accepts(group.record, own.id, context.knowledge, {}):
        return False
    return own.terms is None or not at_most(own.terms, group.terms)


def _other_edition(context: Context, group: UpstreamTerms, own: License, carried: Carried) -> Found:
    knowledge = context.knowledge
    agreement = group.terms.flow_down is FlowDown.COPY_AND_POLICY
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {license_name(group.record.id, knowledge)}; the release is under "
        f"{license_name(own.id, knowledge)}, another version of it",
        severity=None if agreement else Severity.WARNING,
        confidence=group.confidence,
        component="weights",
        fix=f"state {group.record.name} for the weights and put its text beside them, or say why the other version "
        "applies",
        evidence=(*group.evidence(context.facts), *(Evidence(f"own terms: {place}") for place in carried.places[:3])),
    )
