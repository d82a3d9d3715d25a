"""share-alike-dropped: a base's licence wants derivatives under the same terms, and the release is under others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.bases import judged_bases
from rail.checks.claims import license_name, names, text_id
from rail.checks.context import Found, Skip
from rail.checks.editions import accepts, is_edition_of
from rail.checks.lost import lost_restrictions
from rail.checks.wider import wider_limits
from rail.model.finding import Evidence, Severity
from rail.model.terms import FlowDown, TermKind
from rail.terms.conflict import is_open_choice, sole_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.terms import Term


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for bases whose licence wants the whole under itself."""

    def judge(group: UpstreamTerms, carried: Carried, unread: Sequence[Skip]) -> Iterator[Found | Skip]:
        duty = sole_terms(group.terms)
        if duty is None or _is_kept(context, group, carried):
            return
        if unread:
            yield from unread
        elif carried.unknown:
            yield Skip(f"{group.because}; {carried.unknown[0]}")
        elif carried.records and not _is_told_elsewhere(context, group, carried):
            yield _dropped(context, group, duty, carried)

    yield from judged_bases(context, judge)


def _is_kept(context: Context, group: UpstreamTerms, carried: Carried) -> bool:
    listed = context.params.get("also_accepted", {})
    also: Mapping[str, object] = listed if isinstance(listed, dict) else {}
    own = carried.whole | {text_id(license_id) for license_id in carried.records}
    return any(accepts(group.record, other, context.knowledge, also) for other in own)


def _is_told_elsewhere(context: Context, group: UpstreamTerms, carried: Carried) -> bool:
    """Tell whether another rule speaks of the wrong licence: it is wider, another edition, or lacks restrictions."""
    if wider_limits(context.facts, group, carried):
        return True
    if any(is_edition_of(group.record, other, context.knowledge) for other in carried.records.values()):
        return True
    if group.terms.flow_down is FlowDown.COPY_AND_POLICY:
        return True
    return bool(group.terms.of_kind(TermKind.PROHIBITION)) and bool(lost_restrictions(context, group, carried))


def _dropped(context: Context, group: UpstreamTerms, duty: Term, carried: Carried) -> Found:
    knowledge = context.knowledge
    sure = group.settled and not is_open_choice(duty)
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {license_name(group.record.id, knowledge)}, which wants derivatives under "
        f"the same terms; the release is under {names(sorted(carried.records), knowledge)}",
        severity=None if sure else Severity.REVIEW,
        confidence=group.confidence,
        component="weights",
        fix=f"publish the weights under {group.record.name}, or under a licence that it accepts in its place",
        evidence=(
            *group.evidence(context.facts),
            group.clause(duty),
            *(Evidence(f"own terms: {place}") for place in carried.places[:3]),
        ),
    )
