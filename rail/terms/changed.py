"""What edits of a licence text did to its terms: which are gone, uncertain or added, and what nobody here can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.terms.effective import ADDED, effective_terms

if TYPE_CHECKING:
    from rail.model.identification import Identification, TextChange
    from rail.model.license import License
    from rail.model.terms import Term
    from rail.terms.effective import Extent


@dataclass(frozen=True, slots=True)
class ChangedTerms:
    """The terms of a modified text that are not those of the licence it was made from.

    Attributes:
        license: the licence that the text was made from.
        gone: terms whose clause is not there any more.
        uncertain: terms whose clause was altered.
        added: limits that added words set.
        unread: changes that may say more than was understood.
    """

    license: License
    gone: tuple[Term, ...]
    uncertain: tuple[Term, ...]
    added: tuple[Term, ...]
    unread: tuple[TextChange, ...]


def changed_terms(license_: License, found: Identification, extent: Extent | None) -> ChangedTerms:
    """Return what became of the terms of a licence in a text that was identified as it.

    Args:
        license_: the licence, with terms.
        found: what the text was identified as.
        extent: which clauses the edits reach.

    Raises:
        ValueError: the licence has no terms, or the text is not that licence.
    """
    effective = effective_terms(license_, found, extent)
    left = effective.terms.terms
    return ChangedTerms(
        license_,
        effective.dropped,
        tuple(term for term in left if term.id in effective.uncertain),
        tuple(term for term in left if term.clause == ADDED),
        effective.unread,
    )
