"""Whether a stated licence has a limit itself, such as non-commercial use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.prose import OTHER_TERMS
from rail.checks.claims import named_ids, text_id
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.facts import LicenseClaim


def has_limit(claim: LicenseClaim, limit: str, knowledge: Knowledge) -> bool | None:
    """Tell whether a stated licence has this limit itself; ``None`` where its terms are not known."""
    limits: set[str] = set()
    named = named_ids(claim, knowledge)
    for license_id in named:
        record = knowledge.license(license_id)
        if limit == "non-commercial" and "-nc" in f"-{text_id(license_id)}":
            return True
        if record is None or record.terms is None:
            return None
        limits |= {term.about for term in record.terms.of_kind(TermKind.LIMIT)}
        if record.ids.spdx is None:
            limits.add(OTHER_TERMS)  # its maker's own terms, which the text may call what it likes
    if not named:
        return None
    # Who may only do research may do nothing commercial either.
    return limit in limits or (limit == "non-commercial" and "research-only" in limits)
