"""noncommercial-data-under-wider-license: trained on data for non-commercial use, under terms that allow more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.unread import unread_front_matter
from rail.checks.unsettled import unsettled_data
from rail.checks.wider import told_limits
from rail.terms.conflict import is_whole, limits_beyond

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.carried import Carried
    from rail.checks.context import Context, Found, Skip
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.terms import Term

_LIMITS = ("non-commercial", "research-only")


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the limits of the training data's licences against the release's own."""
    yield from unread_front_matter(context.facts)
    told = told_limits(context.facts)

    def beyond(group: UpstreamTerms, carried: Carried) -> tuple[Term, ...]:
        limits = limits_beyond(group.terms, carried.limits, _LIMITS)
        return tuple(term for term in limits if is_whole(term) and term.about not in told)

    yield from unsettled_data(context, beyond, "noncommercial-data-and-models", "which allows some purposes only")
