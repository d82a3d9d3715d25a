"""Training data under terms of which it is unsettled whether they reach the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.carried import carried_restrictions
from rail.checks.claims import license_name, main_kind, text_id
from rail.checks.context import Found, Skip
from rail.checks.positions import position_evidence
from rail.checks.upstream_terms import clause_label, data_terms
from rail.model.facts import ComponentKind
from rail.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.terms import Term


def unsettled_data(
    context: Context, open_terms: Callable[[UpstreamTerms, Carried], tuple[Term, ...]], position: str, what: str
) -> Iterator[Found | Skip]:
    """Yield a finding for each licence of training data with terms that the release's own do not keep.

    Args:
        context: the rule's.
        open_terms: gives the terms of a licence that are not kept.
        position: the id of the position on the question.
        what: what the terms want, for the message: "which allows some purposes only".
    """
    kind = ComponentKind.DATA if main_kind(context.facts) is ComponentKind.DATA else ComponentKind.WEIGHTS
    groups = data_terms(context.facts, context.knowledge)
    carried = carried_restrictions(context.facts, context.knowledge, kind) if groups else None
    for group in groups:
        if carried is None or text_id(group.record.id) in carried.whole:
            continue
        terms = open_terms(group, carried)
        if not terms:
            continue
        if carried.unknown:
            yield Skip(f"the release was trained on {group.names}; {carried.unknown[0]}")
        elif carried.records:
            yield _found(context, group, terms, (position, what, kind))


def _found(
    context: Context, group: UpstreamTerms, terms: tuple[Term, ...], told: tuple[str, str, ComponentKind]
) -> Found:
    position, what, kind = told
    direct = any(not upstream.via for upstream in group.upstreams)
    clauses = ", ".join(dict.fromkeys(clause_label(group.record, term.clause) for term in terms))
    made = "made from" if kind is ComponentKind.DATA else "trained on"
    return Found(
        group.first.location,
        f"the release was {made} {group.names}, under {license_name(group.record.id, context.knowledge)}, {what} "
        f"({clauses}); its own terms do not keep that",
        # What a base was trained on is in the first place the matter of whoever published the base.
        severity=None if direct else Severity.INFO,
        confidence=group.confidence,
        component=kind.value,
        evidence=(
            *group.evidence(context.facts),
            *(group.clause(term) for term in terms),
            *position_evidence(context.knowledge, position),
        ),
    )
