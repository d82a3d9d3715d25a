"""restrictions-dropped: a base model's use restrictions must travel, and nothing in the release carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.bases import judged_bases
from rail.checks.claims import license_name, text_id
from rail.checks.context import Found, Skip
from rail.checks.editions import is_edition_of
from rail.checks.lost import listed_restrictions, lost_restrictions, travel_evidence, use_policies
from rail.checks.passages import is_in_gate
from rail.checks.wider import wider_limits
from rail.model.finding import Severity
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
    """Hold the restrictions of each upstream licence against what the release attaches."""

    def judge(group: UpstreamTerms, carried: Carried, unread: Sequence[Skip]) -> Iterator[Found | Skip]:
        if group.terms.flow_down in TRAVELLING and text_id(group.record.id) not in carried.whole:
            yield from unread or _check(context, group, carried)

    yield from judged_bases(context, judge)


def _check(context: Context, group: UpstreamTerms, carried: Carried) -> Iterator[Found | Skip]:
    agreement = group.terms.flow_down is FlowDown.COPY_AND_POLICY
    if agreement and _is_told_elsewhere(context, group, carried):
        return
    lost = [] if agreement else lost_restrictions(context, group, carried)
    absent = [item for item in lost if item.missing.loss is Loss.ABSENT]
    if not agreement and not absent:
        return
    if carried.unknown:
        yield Skip(f"{group.because}; {carried.unknown[0]}")
    elif agreement:
        yield _agreement_dropped(context, group, carried)
    else:
        yield _dropped(context, group, absent, carried)


def _is_told_elsewhere(context: Context, group: UpstreamTerms, carried: Carried) -> bool:
    """Tell whether another rule speaks of it: another edition, or terms that allow what the agreement forbids."""
    if is_in_gate(context.facts, group.record):
        return True  # who wants the weights has read it; that no file holds it is upstream-license-copy-missing
    if any(is_edition_of(group.record, other, context.knowledge) for other in carried.records.values()):
        return True
    return bool(wider_limits(context.facts, group, carried))


def _dropped(context: Context, group: UpstreamTerms, lost: list[Lost], carried: Carried) -> Found:
    name = license_name(group.record.id, context.knowledge)
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {name}, whose use restrictions must travel; "
        f"the release lacks: {listed_restrictions(context, lost)}",
        severity=None if group.settled else Severity.REVIEW,
        confidence=group.confidence,
        component="weights",
        fix=f"publish the weights under {group.record.name}, or keep your own licence and attach these restrictions to "
        "it as an enforceable part (its own words, in the licence file or in a restrictions file that the licence and "
        "the card refer to)",
        evidence=travel_evidence(context, group, carried, lost),
    )


def _agreement_dropped(context: Context, group: UpstreamTerms, carried: Carried) -> Found:
    name = license_name(group.record.id, context.knowledge)
    if any(policy.id in carried.whole for policy in use_policies(context, group.record)):
        what = "the release attaches the policy and not the agreement"
    else:
        what = "the release attaches neither that agreement nor its use policy"
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {name}, which must be passed on with its use policy; {what}",
        severity=None if group.settled else Severity.REVIEW,
        confidence=group.confidence,
        component="weights",
        fix=f"state {group.record.name} for the weights, and put its text and its use policy beside them",
        evidence=travel_evidence(context, group, carried, []),
    )
