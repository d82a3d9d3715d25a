"""upstream-limit-unmentioned: a base's licence takes out some users, places or purposes, and nothing here says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.carried import carried_restrictions
from rail.checks.claims import held_texts, license_name, text_id
from rail.checks.context import Found, Skip
from rail.checks.lost import use_policies
from rail.checks.naming import Words
from rail.checks.passages import card_text, documents
from rail.checks.unread import unread_cards, unread_front_matter, unread_licenses
from rail.checks.upstream_terms import clause_evidence, clause_label, model_terms, unknown_upstreams
from rail.checks.upstreams import distinct_upstreams
from rail.errors import DataError
from rail.terms.conflict import FORBIDDING, NARROWING, is_whole, limits_beyond

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.license import License
    from rail.model.terms import Term

_MULTIMODAL = ("image", "video", "audio", "vision", "multimodal", "any-to-any", "speech")


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for each limit of an upstream in the release's own terms and in its cards."""
    facts = context.facts
    if not distinct_upstreams(facts):
        yield from unread_front_matter(facts)
        return
    carried = carried_restrictions(facts, context.knowledge)
    yield from unknown_upstreams(facts, context.knowledge)
    held = carried.whole | {text for file in facts.license_files for text in held_texts(file)}
    text = "\n\n".join(card_text(card) for card in documents(facts)).lower()
    for group in model_terms(facts, context.knowledge):
        if text_id(group.record.id) in held:
            continue
        limits = _unmentioned(context, group, carried, text)
        if not limits or Words(text).names(group.record):
            continue  # whoever reads the licence's name can read its limits
        unread = [*unread_front_matter(facts), *unread_licenses(facts), *unread_cards(facts)]
        yield from unread
        if unread:
            return
        if carried.unknown:
            yield Skip(f"{group.because}; {carried.unknown[0]}")
            continue
        yield _found(context, group, limits)


def _unmentioned(context: Context, group: UpstreamTerms, carried: Carried, text: str) -> list[tuple[License, Term]]:
    found = []
    for record in (group.record, *use_policies(context, group.record)):
        if record.terms is None or text_id(record.id) in carried.whole:
            continue
        for term in limits_beyond(record.terms, carried.limits, (*FORBIDDING, *NARROWING)):
            wider = term.about in FORBIDDING and is_whole(term)  # license-wider-than-upstream speaks of these
            if not wider and _concerns(context, term) and not _is_told(context, term, text):
                found.append((record, term))
    return found


def _concerns(context: Context, term: Term) -> bool:
    """Tell whether a limit is about models such as this one; some are about multimodal ones alone."""
    if "multimodal" not in str(term.params.get("of", "")):
        return True
    fields = (card.fields for card in context.facts.cards)
    told = " ".join(f"{one.get('pipeline_tag', '')} {one.get('tags', '')}" for one in fields).lower()
    return any(word in told for word in _MULTIMODAL)


def _is_told(context: Context, term: Term, text: str) -> bool:
    listed = context.params.get("mentions")
    if not isinstance(listed, dict):
        message = f"{context.rule.id}: params.mentions: expected a mapping from limits to words"
        raise DataError(message)
    words: Mapping[str, object] = listed
    known = words.get(term.about, ())
    return any(str(word) in text for word in (known if isinstance(known, (list, tuple)) else ()))


def _found(context: Context, group: UpstreamTerms, limits: list[tuple[License, Term]]) -> Found:
    label = context.knowledge.vocabulary().label
    told = "; ".join(f"{label(term.about)} ({clause_label(record, term.clause)})" for record, term in limits)
    return Found(
        group.first.location,
        f"{group.names} {group.verb} under {license_name(group.record.id, context.knowledge)}, which sets limits that "
        f"neither the release's terms nor its cards pass on: {told}",
        confidence="medium" if group.settled else "low",
        component="weights",
        evidence=(*group.evidence(context.facts), *(clause_evidence(record, term) for record, term in limits)),
    )
