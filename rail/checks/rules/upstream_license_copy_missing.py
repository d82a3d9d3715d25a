"""upstream-license-copy-missing: a base's licence asks for a copy of itself, and its text is not in the release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.bases import judged_bases
from rail.checks.claims import held_texts, license_name, own_claims, text_id
from rail.checks.context import Found, Skip
from rail.checks.editions import is_edition_of
from rail.checks.lost import lost_restrictions
from rail.model.finding import Severity
from rail.model.terms import FlowDown, TermKind
from rail.terms.flow import TRAVELLING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.terms import Term


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the text of each upstream's licence, anywhere in the release."""
    held = {text for file in context.facts.license_files for text in held_texts(file)}

    def judge(group: UpstreamTerms, carried: Carried, unread: Sequence[Skip]) -> Iterator[Found | Skip]:
        duty = next((term for term in group.duties if term.about == "copy-of-license"), None)
        if duty is None or text_id(group.record.id) in held or _is_told_elsewhere(context, group, carried):
            return
        yield from unread
        if not unread:
            yield _missing(context, group, duty, carried)

    yield from judged_bases(context, judge)


def _is_told_elsewhere(context: Context, group: UpstreamTerms, carried: Carried) -> bool:
    """Tell whether another rule speaks of the text: that of the own licence, or that another edition is stated."""
    if text_id(group.record.id) in carried.whole or any(
        is_edition_of(group.record, other, context.knowledge) for other in carried.records.values()
    ):
        return True
    family = group.record.family
    return family is not None and any(
        claim.license is None and claim.family == family for claim in own_claims(context.facts)
    )


def _missing(context: Context, group: UpstreamTerms, duty: Term, carried: Carried) -> Found:
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {license_name(group.record.id, context.knowledge)}, which asks for a copy "
        "of itself with derivatives; its text is not in the release",
        severity=_severity(context, group, carried),
        confidence=group.confidence,
        component="weights",
        fix=f"add the text of {group.record.name} beside your own, as LICENSES/{group.record.id}.txt or LICENSE-BASE, "
        "and say in the card what it is for",
        evidence=(*group.evidence(context.facts), group.clause(duty)),
    )


def _severity(context: Context, group: UpstreamTerms, carried: Carried) -> Severity | None:
    """An error where restrictions are carried and cannot be checked; where they are lost, that is the error."""
    if group.terms.flow_down is FlowDown.COPY_AND_POLICY:
        return Severity.WARNING  # that the agreement is not handed on is an error already
    if group.terms.flow_down in TRAVELLING and group.terms.of_kind(TermKind.PROHIBITION):
        return Severity.WARNING if not group.settled or lost_restrictions(context, group, carried) else Severity.ERROR
    return None if any(not upstream.via for upstream in group.upstreams) else Severity.INFO
