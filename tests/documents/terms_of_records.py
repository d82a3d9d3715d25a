"""Records and releases of one component, for tests of the documents that are written from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.release_terms import ComponentTerms, Instrument, ReleaseTerms
from rail.knowledge.store import Knowledge
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from rail.model.license import License
    from rail.model.terms import Term

KNOWLEDGE = Knowledge.load()
VOCABULARY = KNOWLEDGE.vocabulary()
RECORDS = [license_ for license_ in KNOWLEDGE.licenses() if license_.terms is not None]


def record(name: str) -> License:
    """Return a record that exists."""
    license_ = KNOWLEDGE.license(name)
    assert license_ is not None
    return license_


def release(*instruments: Instrument) -> ReleaseTerms:
    """Return a release of one component that some instruments govern."""
    return ReleaseTerms("ours/cat-7b", "2026-11-24", (ComponentTerms("weights", "weights", instruments),))


def by_kind(license_: License) -> tuple[Term, ...]:
    """Return the terms of a record: restrictions, duties, limits, permissions."""
    assert license_.terms is not None
    kinds = (TermKind.PROHIBITION, TermKind.DUTY, TermKind.LIMIT, TermKind.PERMISSION)
    return tuple(term for kind in kinds for term in license_.terms.of_kind(kind))
