"""upstreams-incompatible: two bases whose licences cannot both be kept in one model."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from rail.checks.claims import license_name
from rail.checks.context import Found, Skip
from rail.checks.editions import accepts
from rail.checks.unread import unread_front_matter
from rail.checks.upstream_terms import clause_label, model_terms, unknown_upstreams
from rail.checks.upstreams import distinct_upstreams
from rail.model.finding import Evidence, Severity
from rail.terms.conflict import exclusion_words, exclusions, is_open_choice, sole_terms
from rail.terms.flow import scannable_duties

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.terms import Term
    from rail.terms.conflict import Exclusion

_MOST = 40  # licences of upstreams: a merge of more is for a person anyway


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the licences of the bases against one another, two by two."""
    facts = context.facts
    yield from unread_front_matter(facts)
    if len(distinct_upstreams(facts)) <= 1:
        return
    yield from unknown_upstreams(facts, context.knowledge)
    groups = model_terms(facts, context.knowledge)
    if len(groups) > _MOST:
        yield Skip(f"the bases are under {len(groups)} licences; the first {_MOST} by id were held against one another")
    for one, other in combinations(groups[:_MOST], 2):
        if _is_demanding(one) or _is_demanding(other):
            yield from _hold(context, one, other)


def _is_demanding(group: UpstreamTerms) -> bool:
    return sole_terms(group.terms) is not None or bool(scannable_duties(group.terms, "name-prefix"))


def _hold(context: Context, one: UpstreamTerms, other: UpstreamTerms) -> Iterator[Found]:
    listed = context.params.get("also_accepted", {})
    also: Mapping[str, object] = listed if isinstance(listed, dict) else {}
    compatible = accepts(one.record, other.record.id, context.knowledge, also) or accepts(
        other.record, one.record.id, context.knowledge, also
    )
    found = exclusions(one.terms, other.terms, compatible=compatible)
    if found:
        yield _incompatible(context, one, other, found)


def _incompatible(context: Context, one: UpstreamTerms, other: UpstreamTerms, found: tuple[Exclusion, ...]) -> Found:
    knowledge = context.knowledge
    label = knowledge.vocabulary().label
    told = (exclusion_words(item, one.record.id, other.record.id, label) for item in found)
    reasons = list(dict.fromkeys(told))
    sure = one.settled and other.settled and any(_is_sure(item) for item in found)
    places = sorted((one.first.location, other.first.location), key=lambda place: (place.path, place.line or 0))
    return Found(
        places[0],
        f"{one.names} {one.verb} under {license_name(one.record.id, knowledge)}, {other.names} {other.verb} under "
        f"{license_name(other.record.id, knowledge)}; one model cannot keep both: {'; '.join(reasons)}",
        severity=None if sure else Severity.REVIEW,
        confidence="high" if one.confidence == other.confidence == "high" else "medium",
        component="weights",
        evidence=(*one.evidence(context.facts), *other.evidence(context.facts), *_clauses(one, other, found)),
    )


def _is_sure(item: Exclusion) -> bool:
    return item.kind != "names" and not any(
        term is not None and term.about == "share-alike" and is_open_choice(term) for term in (item.one, item.other)
    )


def _clauses(one: UpstreamTerms, other: UpstreamTerms, found: tuple[Exclusion, ...]) -> Iterator[Evidence]:
    seen: set[tuple[str, str]] = set()
    for item in found:
        sides: tuple[tuple[UpstreamTerms, Term | None], ...] = ((one, item.one), (other, item.other))
        for group, term in sides:
            if term is not None and (group.record.id, term.id) not in seen:
                seen.add((group.record.id, term.id))
                yield Evidence(term.summary, license=group.record.id, clause=clause_label(group.record, term.clause))
