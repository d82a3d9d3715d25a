"""What several rules have in common: each upstream licence held against what the release attaches for its weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.carried import carried_restrictions
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.checks.upstream_terms import model_terms, unknown_upstreams
from rail.checks.upstreams import distinct_upstreams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rail.checks.carried import Carried
    from rail.checks.context import Context, Found, Skip
    from rail.checks.upstream_terms import UpstreamTerms

    Judge = Callable[[UpstreamTerms, Carried, Sequence[Skip]], Iterator[Found | Skip]]


def judged_bases(context: Context, judge: Judge) -> Iterator[Found | Skip]:
    """Yield what a rule says of each upstream licence; upstreams of unknown licence are skips.

    Args:
        context: what the rule looks at.
        judge: says what is wrong with one licence, given what the release carries and what of it could not be read;
            what needs the unread files yields them instead.
    """
    facts = context.facts
    if not distinct_upstreams(facts):
        yield from unread_front_matter(facts)
        return
    unread = [*unread_front_matter(facts), *unread_licenses(facts)]
    carried = carried_restrictions(facts, context.knowledge)
    yield from unknown_upstreams(facts, context.knowledge)
    for group in model_terms(facts, context.knowledge):
        yield from judge(group, carried, unread)
