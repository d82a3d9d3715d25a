"""share-alike-data-unsettled: trained on data whose licence wants adaptations under the same terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.editions import accepts
from rail.checks.unread import unread_front_matter
from rail.checks.unsettled import unsettled_data
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.checks.carried import Carried
    from rail.checks.context import Context, Found, Skip
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.license import License
    from rail.model.terms import Term, Terms

_OF_THE_DATA = frozenset({"of", "form", "module"})


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for share-alike terms among the licences of the training data."""
    yield from unread_front_matter(context.facts)
    listed = context.params.get("also_accepted", {})
    also: Mapping[str, object] = listed if isinstance(listed, dict) else {}

    def open_terms(group: UpstreamTerms, carried: Carried) -> tuple[Term, ...]:
        duties = [duty for duty in group.terms.duties("share-alike") if _OF_THE_DATA.isdisjoint(duty.params)]
        kept = any(accepts(group.record, other, context.knowledge, also) for other in carried.whole)
        free = kept or _frees_models(group.terms) or not _is_copyleft(group.record)
        return () if free else tuple(duties[:1])

    yield from unsettled_data(
        context, open_terms, "share-alike-data-and-models", "which wants adaptations under the same terms"
    )


def _is_copyleft(record: License) -> bool:
    """Tell whether a licence reaches what is made from the data; ODC-By keeps to the data base itself."""
    fact = record.facts.get("copyleft")
    return fact is not None and fact.value not in {None, "none"}


def _frees_models(terms: Terms) -> bool:
    """Tell whether a text says itself that training is free and what comes of it is, too."""
    permitted = {term.about for term in terms.of_kind(TermKind.PERMISSION)}
    return {"train-models", "use-outputs"} <= permitted
