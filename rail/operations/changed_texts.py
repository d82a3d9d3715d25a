"""What became of the terms in the modified texts of files, for ``rail identify --terms``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.identify.normalise import decode
from rail.identify.own import index_of
from rail.model.identification import TextStatus
from rail.terms.changed import changed_terms
from rail.terms.extent import extent_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.identification import Identification
    from rail.model.license import License
    from rail.operations.identify import IdentifiedFile
    from rail.terms.changed import ChangedTerms
    from rail.terms.effective import Extent


def terms_of_files(
    files: Sequence[IdentifiedFile], knowledge: Knowledge
) -> dict[tuple[str, Identification], ChangedTerms]:
    """Return the changed terms of every modified text, by path and finding.

    A licence whose terms nobody recorded has none.

    Args:
        files: files that were identified and kept their bytes.
        knowledge: the records.
    """
    told = {}
    for file in files:
        for found in file.found:
            changed = _terms_of(found, file.data, knowledge)
            if changed is not None:
                told[file.path, found] = changed
    return told


def _terms_of(found: Identification, data: bytes, knowledge: Knowledge) -> ChangedTerms | None:
    if found.status is not TextStatus.MODIFIED:
        return None
    license_ = knowledge.license(str(found.license))
    if license_ is None or license_.terms is None:
        return None
    return changed_terms(license_, found, extent_in(decode(data), license_, knowledge))


def extent_in(text: str, license_: License, knowledge: Knowledge) -> Extent | None:
    """Return which clauses of a licence, one of ours or of one's own, the edits of a text reach."""
    return extent_of(text, str(license_.id), index_of(str(license_.id), knowledge.own))
