"""license-wider-than-upstream: the release's own terms allow what the licence of a base forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.bases import judged_bases
from rail.checks.claims import license_name, names, text_id
from rail.checks.context import Found, Skip
from rail.checks.upstream_terms import clause_label
from rail.checks.wider import wider_limits
from rail.model.finding import Evidence, Severity
from rail.terms.conflict import FORBIDDING, limits_beyond

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.terms import Term


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the limits of each upstream licence against those of the release's own terms."""

    def judge(group: UpstreamTerms, carried: Carried, unread: Sequence[Skip]) -> Iterator[Found | Skip]:
        if text_id(group.record.id) in carried.whole or not limits_beyond(group.terms, (), FORBIDDING):
            return
        if unread:
            yield from unread
        elif carried.unknown:
            yield Skip(f"{group.because}; {carried.unknown[0]}")
        elif lost := wider_limits(context.facts, group, carried):
            yield _wider(context, group, lost, carried)

    yield from judged_bases(context, judge)


def _wider(context: Context, group: UpstreamTerms, lost: tuple[Term, ...], carried: Carried) -> Found:
    knowledge = context.knowledge
    label = knowledge.vocabulary().label
    limits = "; ".join(f"{label(term.about)} ({clause_label(group.record, term.clause)})" for term in lost)
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {license_name(group.record.id, knowledge)}, whose limits the release's own "
        f"terms ({names(sorted(carried.records), knowledge)}) do not keep: {limits}",
        severity=None if group.settled else Severity.REVIEW,
        confidence=group.confidence,
        component="weights",
        fix=f"publish the weights under {group.record.name} or under terms with the same limits, or build on a base "
        "whose licence allows what yours does",
        evidence=(
            *group.evidence(context.facts),
            *(group.clause(term) for term in lost),
            *(Evidence(f"own terms: {place}") for place in carried.places[:3]),
        ),
    )
