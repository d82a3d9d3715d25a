"""A first record for a text: clauses with places and hashes, and what each may be about. A person finishes it.

Everything that a person must write or decide is marked ``todo``, and ``rail license lint`` refuses a record that still
holds one. Beside each clause stand its first words as a comment; they go before the record is committed.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from rail.encode.lists import restriction_lists
from rail.encode.segments import segments
from rail.encode.suggest import clause_key, known_clauses, suggested_uses
from rail.identify.fingerprint import words_sha256
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.encode.suggest import KnownClause
    from rail.knowledge.store import Knowledge
    from rail.model.terms import Term

TODO = "todo"
_SHOWN = 8
_SHORTEST = 25


@dataclass(frozen=True, slots=True)
class DraftClause:
    """One proposed clause.

    Attributes:
        id: from the text's own numbering where that is unique, else ``p`` and a number.
        label: the mark that opens it, or ``todo``.
        span: its place in the text.
        passage: its words as they stand.
        in_list: it is an item of a restriction list.
        known: a clause of a record with the same words.
        uses: use categories that it may be about.
    """

    id: str
    label: str
    span: tuple[int, int]
    passage: str
    in_list: bool
    known: KnownClause | None
    uses: tuple[str, ...]


def draft_record(text: str, license_id: str, knowledge: Knowledge, today: str) -> str:
    """Return the YAML of a first record.

    Args:
        text: the steward's text, decoded as UTF-8, no character changed.
        license_id: the id of the new record.
        knowledge: records and vocabulary that proposals are taken from.
        today: ISO date, written as the day of reading.
    """
    clauses = tuple(draft_clauses(text, knowledge))
    head = _head(text, license_id, today)
    terms = [line for clause in clauses for line in _term_lines(clause)]
    questions = [entry.id for entry in knowledge.vocabulary().kinds["provisions"].values() if entry.parent is None]
    return "\n".join(
        (
            *head,
            "clauses:",
            *(line for clause in clauses for line in _clause_lines(clause)),
            "terms:",
            f"  flow_down: {TODO}  # same-restrictions | equivalent-restrictions | copy-and-policy | copy | none",
            "  items:" if terms else "  items: []",
            *terms,
            "provisions:  # answers: policy/vocabulary/provisions.yaml, or not-stated",
            *(f"  {question}: unread" for question in questions),
            "facts: {}  # osi-approved, osaid, spdx-listed, hub-listed, each with value, source, read_on and note",
            "companions: []",
            f'readings: [{{on: {today}, what: "whole text, first reading"}}]',
            "notes: []",
            "",
        )
    )


def draft_clauses(text: str, knowledge: Knowledge) -> Iterator[DraftClause]:
    """Yield a clause for every passage that has a mark, or is long enough to say something."""
    known = known_clauses(knowledge)
    items = {span for found in restriction_lists(text) for span in found.items}
    taken: set[str] = set()
    for number, segment in enumerate(segments(text), start=1):
        passage = text[slice(*segment.span)]
        if not segment.mark and len(passage) < _SHORTEST:
            continue
        in_list = segment.span in items
        yield DraftClause(
            id=_unused(segment.mark, number, taken),
            label=known_one.clause.label if (known_one := known.get(clause_key(passage))) else segment.mark or TODO,
            span=segment.span,
            passage=passage,
            in_list=in_list,
            known=known_one,
            uses=suggested_uses(passage, knowledge) if in_list else (),
        )


def _unused(mark: str, number: int, taken: set[str]) -> str:
    plain = "".join(
        letter for letter in mark.lower().rstrip(".") if letter.isascii() and (letter.isalnum() or letter == ".")
    )
    name = plain if plain and plain not in taken else f"p{number}"
    taken.add(name)
    return name


def _head(text: str, license_id: str, today: str) -> list[str]:
    return [
        "schema: license/1",
        f"id: {license_id}",
        f"name: {TODO}",
        f"kind: {TODO}  # license | use-policy",
        "family: null",
        f"date: {TODO}  # of the text; else not-stated",
        f"version: {TODO}  # as the text states it; else not-stated",
        f"steward: {TODO}",
        "language: en",
        "translation_of: null",
        f"artifacts: [{TODO}]  # model | data | code | application | docs",
        "ids: {spdx: null, hub: null, licensedb: null}",
        "names: []",
        "misnomers: []",
        "predecessor: null",
        "successor: null",
        "text:",
        "  pack: null",
        f'  sha256: "{sha256(text.encode()).hexdigest()}"',
        "  pack_sha256: null",
        f'  words_sha256: "{words_sha256(text)}"',
        f"  url: {TODO}",
        "  fetch_url: null",
        f"  read_on: {today}",
        f"review_by: {TODO}  # half a year for terms that may change, else a year",
        "variable: []  # passages whose words may differ in rightful copies",
    ]


def _clause_lines(clause: DraftClause) -> Iterator[str]:
    first, end = clause.span
    digest = sha256(clause.passage.encode()).hexdigest()
    words = " ".join(clause.passage.split()[:_SHOWN])
    told = f"  # {words}"
    if clause.known is not None:
        told += f"  [the words of {clause.known.license_id}: {clause.known.clause.label}]"
    elif clause.in_list:
        told += "  [item of a restriction list]"
    yield told
    place = f'span: [{first}, {end}], sha256: "{digest}"'
    yield f"  - {{id: {json.dumps(clause.id)}, label: {json.dumps(clause.label)}, {place},"
    summary = TODO if clause.known is None else clause.known.clause.summary
    yield f"     summary: {json.dumps(summary, ensure_ascii=False)}}}"


def _term_lines(clause: DraftClause) -> Iterator[str]:
    if clause.known is not None:
        yield from (_known_term(term, clause.id) for term in clause.known.terms)
    elif clause.in_list:
        near = f"  # perhaps {', '.join(clause.uses)}" if clause.uses else ""
        ids = f"id: {TODO}-{clause.id}, kind: prohibition, about: {TODO}, clause: {json.dumps(clause.id)}"
        yield f"    - {{{ids}, summary: {TODO}}}{near}"


def _known_term(term: Term, clause_id: str) -> str:
    parts: dict[str, object] = {
        "id": f"{term.id}-{clause_id}",
        "kind": term.kind.value,
        "about": term.about,
        "clause": clause_id,
        "summary": term.summary,
    }
    if term.qualifiers:
        parts["qualifiers"] = {name: list(values) for name, values in term.qualifiers.items()}
    if term.when:
        parts["when"] = list(term.when)
    if term.artifacts:
        parts["artifacts"] = list(term.artifacts)
    return "    - " + json.dumps(parts, ensure_ascii=False)
