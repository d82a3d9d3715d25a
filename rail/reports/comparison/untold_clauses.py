"""Clauses of two texts of one family that no term rests on and whose words differ: no comparison of terms has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.license import License

_MOST = 6


def untold_clauses(a: License | None, b: License | None) -> Iterator[str]:
    """Yield one note that names such clauses of the same label, where there are any."""
    if a is None or b is None or a.family is None or a.family != b.family:
        return
    ours = {clause.label: clause for clause in a.clauses if not _is_told(clause.id, a)}
    found = [
        clause.label
        for clause in b.clauses
        if not _is_told(clause.id, b) and clause.label in ours and ours[clause.label].sha256 != clause.sha256
    ]
    if found:
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        named = ", ".join(found[:_MOST])
        yield f"Clauses without a recorded term were compared as characters alone; these differ: {named}{more}."


def _is_told(clause_id: str, license_: License) -> bool:
    terms = license_.terms.terms if license_.terms else ()
    return any(term.clause == clause_id for term in terms)
