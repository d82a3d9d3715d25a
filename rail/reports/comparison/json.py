"""What ``rail license compare --format json`` prints (``compare-output.schema.json``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.comparison.content import ComparedWords, counts
from rail.reports.comparison.notes import notes
from rail.reports.encode import SCHEMA_VERSION, to_json

if TYPE_CHECKING:
    from rail.model.identification import TextChange
    from rail.model.vocabulary import Vocabulary
    from rail.reports.comparison.content import ComparedTerms, Side
    from rail.terms.comparison import Difference, Said


def comparison_json(compared: ComparedTerms | ComparedWords) -> str:
    """Return the comparison as JSON text."""
    head: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "knowledge_date": compared.knowledge_date,
        "mode": "words" if isinstance(compared, ComparedWords) else "terms",
        "a": _side(compared.a),
        "b": _side(compared.b),
    }
    body = _words(compared) if isinstance(compared, ComparedWords) else _terms(compared)
    return to_json(head | body | {"notes": list(notes(compared))})


def _side(side: Side) -> dict[str, object]:
    return {
        "given": side.given,
        "path": side.path,
        "status": side.status,
        "license": None if side.license is None else str(side.license.id),
        "name": None if side.license is None else side.license.name,
        "date": None if side.license is None else side.license.date,
        "text_at_hand": bool(side.quotes) or side.path is not None,
        "read_on": side.license.readings[-1].on if side.license and side.license.readings else None,
        "review_by": None if side.license is None else side.license.review_by,
        "companions": [] if side.license is None else list(map(str, side.license.companions)),
        "policies": [str(policy.id) for policy in side.policies],
        "uncertain": sorted(side.uncertain),
        "unread": [_change(change) for change in side.unread],
        "candidates": list(side.candidates),
    }


def _change(change: TextChange) -> dict[str, object]:
    return {"kind": change.kind.value, "clause": change.clause, "line": change.line, "words": change.words}


def _terms(compared: ComparedTerms) -> dict[str, object]:
    found = compared.found
    return {
        "relation": found.relation,
        "summary": dict(counts(compared)),
        "differences": [_difference(item, compared) for item in found.differences],
        "alike": [
            {
                "kind": item.kind,
                "about": item.about,
                "a": list(compared.a.labels(item.a)),
                "b": list(compared.b.labels(item.b)),
                "worded": item.worded,
            }
            for item in found.alike
        ],
    }


def _difference(item: Difference, compared: ComparedTerms) -> dict[str, object]:
    vocabulary: Vocabulary = compared.vocabulary
    return {
        "kind": item.kind,
        "about": item.about,
        "label": vocabulary.label(item.about),
        "change": item.change.value,
        "stricter": item.stricter,
        "a": _said(item.a, compared.a),
        "b": _said(item.b, compared.b),
        "details": [{"name": one.name, "a": list(one.a), "b": list(one.b)} for one in item.details],
    }


def _said(said: Said | None, side: Side) -> dict[str, object] | None:
    if said is None:
        return None
    return {
        "term": None if said.term is None else said.term.id,
        "clause_ids": list(said.clauses),
        "clauses": list(side.labels(said.clauses)),
        "summary": said.summary,
        "quotes": list(side.words(said)),
        "uncertain": said.uncertain,
    }


def _words(compared: ComparedWords) -> dict[str, object]:
    found = compared.found
    return {
        "similarity": found.similarity,
        "words": {"a": found.words[0], "b": found.words[1], "common": found.common},
        "compared": {"a": found.compared[0], "b": found.compared[1]},
        "cut": found.cut,
        "passages": [
            {
                "kind": one.kind,
                "words": one.size,
                "text": one.words,
                "a_lines": None if one.a is None else list(one.a),
                "b_lines": None if one.b is None else list(one.b),
            }
            for one in found.passages
        ],
    }
