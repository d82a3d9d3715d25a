"""changes-not-stated: a base's licence asks that changes be stated, and nothing says what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.passages import documents
from rail.checks.restricted import says_one_of
from rail.checks.unread import unread_cards, unread_front_matter
from rail.checks.upstream_terms import model_terms, unknown_upstreams
from rail.checks.upstreams import distinct_upstreams
from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.terms import Term

_STATING = ("state-changes", "document-changes")
_OUTPUTS = frozenset({"publish-outputs"})


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for a statement of changes in cards, READMEs, notice files and change logs."""
    facts = context.facts
    if not distinct_upstreams(facts):
        yield from unread_front_matter(facts)
        return
    yield from unknown_upstreams(facts, context.knowledge)
    asking = [(group, duty) for group in model_terms(facts, context.knowledge) if (duty := _duty(group)) is not None]
    if not asking or _is_stated(context):
        return
    unread = [*unread_front_matter(facts), *unread_cards(facts)]
    yield from unread
    for group, duty in () if unread else asking:
        yield Found(
            group.first.location,
            f"{group.because}, which asks that changes be stated; no card, NOTICE or change log says what was changed",
            confidence="medium",
            component="weights",
            evidence=(*group.evidence(facts), group.clause(duty)),
        )


def _duty(group: UpstreamTerms) -> Term | None:
    """Return the duty to state changes, where the release is beyond doubt a changed version."""
    if not group.settled or all(upstream.kind is RelationKind.BUNDLES for upstream in group.upstreams):
        return None
    duties = (duty for about in _STATING for duty in group.terms.duties(about))
    return next((duty for duty in duties if not duty.when or not set(duty.when) <= _OUTPUTS), None)


def _is_stated(context: Context) -> bool:
    facts, words = context.facts, context.strings("words")
    if facts.contents.of_role("changelog"):
        return True
    if documents(facts) and says_one_of(facts, words):
        return True
    notices = (file.text.lower() for file in facts.license_files if file.role == "notice" and not file.vendored)
    return any(word in text for text in notices for word in words)
