"""The terms of a modified text in what ``rail identify --terms`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.model.identification import TextChange
    from rail.model.terms import Term
    from rail.reports.page import Page
    from rail.terms.changed import ChangedTerms

_UNRECORDED = "nobody has recorded the terms of this licence"


def terms_row(changed: ChangedTerms | None) -> dict[str, object] | None:
    """Return the changed terms as ``identify-output.schema.json`` has them."""
    if changed is None:
        return None
    return {
        "gone": [_term_row(changed, term) for term in changed.gone],
        "uncertain": [_term_row(changed, term) for term in changed.uncertain],
        "added": [_term_row(changed, term) for term in changed.added],
        "unread": [_unread_row(change) for change in changed.unread],
    }


def add_terms(page: Page, changed: ChangedTerms | None) -> None:
    """Add a line for each term that is gone, uncertain or added, and for what is unread."""
    if changed is None:
        page.add((f"terms: {_UNRECORDED}", "quiet"), indent=2)
        return
    page.add((f"terms of {changed.license.id} in this text:", "head"), indent=2)
    for what, style, terms in (
        ("gone", "error", changed.gone),
        ("uncertain", "review", changed.uncertain),
        ("added", "error", changed.added),
    ):
        for term in terms:
            page.add((f"{what:10}", style), (f"{term.kind.value} {term.about}", ""), *_place(changed, term), indent=4)
    for change in changed.unread:
        words = f": {change.words}" if change.words else ""
        page.add((f"{'unread':10}", "review"), (f"{change.clause or 'outside any clause'}{words}", ""), indent=4)
    if not (changed.gone or changed.uncertain or changed.added or changed.unread):
        page.add(("no term is touched", "quiet"), indent=4)


def _place(changed: ChangedTerms, term: Term) -> list[tuple[str, str]]:
    label = _label(changed, term)
    if label is None:
        return [(f", {term.summary}", "")]
    return [(f", {label}", "place"), (f": {term.summary}" if term.summary else "", "quiet")]


def _label(changed: ChangedTerms, term: Term) -> str | None:
    clause = changed.license.clause(term.clause)
    return clause.label if clause else None


def _term_row(changed: ChangedTerms, term: Term) -> dict[str, object]:
    return {
        "id": term.id,
        "kind": term.kind.value,
        "about": term.about,
        "clause": _label(changed, term),
        "summary": term.summary,
    }


def _unread_row(change: TextChange) -> dict[str, object]:
    return {"kind": change.kind.value, "clause": change.clause, "line": change.line, "words": change.words}
