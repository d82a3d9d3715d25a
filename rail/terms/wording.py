"""The wording of clauses in a form that compares: hashes of five-word windows (ADR 0003), held for every known text.

Equal sequences mean equal words, whether the text itself is at hand or only its fingerprint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.identify.windows import SIZE, all_windows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.identify.index import Index


def wordings(license_id: str, index: Index) -> Mapping[str, tuple[int, ...]]:
    """Return the wording of each clause of a licence by clause id; clauses of fewer than five words are left out."""
    number = index.find(license_id)
    if number is None:
        return {}
    reference = index.reference(number)
    found = {}
    for clause in reference.clauses:
        if clause.end - clause.start < SIZE:
            continue
        if isinstance(reference.units, str):
            words = [index.word(code) for code in reference.units[clause.start : clause.end]]
            found[clause.id] = tuple(all_windows(words))
        else:
            found[clause.id] = tuple(reference.units[clause.start : clause.end - SIZE + 1])
    return found
