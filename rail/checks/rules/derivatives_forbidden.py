"""derivatives-forbidden: a base or a data set is under terms that let no changed version, or nothing, be passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import license_name
from rail.checks.context import Found, Skip
from rail.checks.positions import position_evidence
from rail.checks.unread import unread_front_matter
from rail.checks.upstream_terms import data_terms, model_terms, unknown_upstreams
from rail.model.facts import RelationKind
from rail.model.finding import Severity
from rail.model.terms import TermKind
from rail.terms.conflict import is_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.terms import Term

_COPIES = frozenset({RelationKind.QUANTIZED, RelationKind.BUNDLES})


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for limits on derivatives and on passing on among the licences of bases and data."""
    facts, knowledge = context.facts, context.knowledge
    yield from unread_front_matter(facts)
    yield from unknown_upstreams(facts, knowledge)
    for group in model_terms(facts, knowledge):
        term = _forbidding(group)
        if term is not None and not all(upstream.kind is RelationKind.BUNDLES for upstream in group.upstreams):
            yield _forbidden(context, group, term)
    for group in data_terms(facts, knowledge):
        term = _forbidding(group)
        if term is not None:
            yield _data(context, group, term)


def _forbidding(group: UpstreamTerms) -> Term | None:
    limits = group.terms.of_kind(TermKind.LIMIT)
    derivatives = [term for term in limits if term.about == "no-derivatives"]
    nothing = [term for term in limits if term.about == "no-distribution" and is_whole(term)]
    return next(iter((*nothing, *derivatives)), None)


def _what(term: Term) -> str:
    if term.about == "no-distribution":
        return "which lets nothing of it be passed on"
    return "which lets no changed version of it be passed on"


def _forbidden(context: Context, group: UpstreamTerms, term: Term) -> Found:
    derived = any(upstream.kind not in _COPIES for upstream in group.upstreams)
    sure = group.settled and (derived or term.about == "no-distribution")
    kinds = " and ".join(sorted({upstream.kind.value for upstream in group.upstreams}))
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {license_name(group.record.id, context.knowledge)}, {_what(term)}; "
        f"the release is built on it ({kinds})",
        severity=None if sure else Severity.REVIEW,
        confidence=group.confidence,
        component="weights",
        evidence=(*group.evidence(context.facts), group.clause(term)),
    )


def _data(context: Context, group: UpstreamTerms, term: Term) -> Found:
    return Found(
        group.first.location,
        f"the release was trained on {group.names}, under {license_name(group.record.id, context.knowledge)}, "
        f"{_what(term)}; whether a model counts as such is unsettled",
        severity=Severity.REVIEW,
        confidence=group.confidence,
        component="weights",
        fix="have a person decide on the positions named as evidence, and record the decision as a waiver with its "
        "reason; or train without this data",
        evidence=(
            *group.evidence(context.facts),
            group.clause(term),
            *position_evidence(context.knowledge, "share-alike-data-and-models"),
        ),
    )
