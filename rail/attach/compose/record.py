"""The machine-readable record of a composed text, made from the same blocks as the text (``license.schema.json``)."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from rail.attach.compose.answers import plain_answers
from rail.attach.compose.conditions import holds
from rail.attach.compose.digests import digests
from rail.attach.compose.naming import full_name, license_ref, record_id
from rail.identify.fingerprint import words_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.attach.compose.answers import Answers
    from rail.attach.compose.assemble import Composition
    from rail.attach.compose.library import Library
    from rail.attach.compose.text import PlainText

Plain = dict[str, Any]
_STRENGTH = ["must-not", "use-or-allow", "condition-of-grant"]
_UNREVIEWED = "Composed from clauses that no lawyer has reviewed; counsel must read the text before it is used."
_OSD = "https://opensource.org/osd"
_OSAID = "https://opensource.org/ai/open-source-ai-definition"


def compose_record(
    composition: Composition, plain: PlainText, library: Library, questions: list[str], day: str
) -> Plain:
    """Return the record.

    Args:
        composition: the text, and the clauses that it is made of.
        plain: its canonical text, with places.
        library: the clause library.
        questions: the questions of ``provisions.yaml``, which every record answers.
        day: ISO date, written as the day of reading.
    """
    answers = composition.answers
    return {
        **_identity(composition),
        "text": _text_reference(answers, plain, day),
        "review_by": _year_later(day),
        "variable": [],
        "clauses": list(_clauses(composition, plain)),
        "terms": {
            "flow_down": "none" if answers.type == "closed" else "same-restrictions",
            "items": [*_terms(composition), *_prohibitions(answers, library)],
        },
        "provisions": _provisions(composition, questions),
        "facts": _facts(day),
        "companions": [],
        "readings": [{"on": day, "what": "composed from the clause library with its text; nobody has read it"}],
        "notes": [f"{day}: {_UNREVIEWED}"],
        "composed": {
            "library": library.version,
            "answers": plain_answers(answers),
            "clauses": digests(composition, library),
        },
    }


def _identity(composition: Composition) -> Plain:
    answers = composition.answers
    return {
        "schema": "license/1",
        "id": record_id(answers),
        "name": full_name(answers),
        "kind": "license",
        "family": None,
        "date": "not-stated",
        "version": answers.version,
        "steward": answers.licensor,
        "language": composition.text.language,
        "translation_of": None,
        "artifacts": list(answers.artifacts),
        "ids": {"spdx": None, "hub": None, "licensedb": None},
        "names": [license_ref(answers)],
        "misnomers": [],
        "predecessor": None,
        "successor": None,
    }


def _text_reference(answers: Answers, plain: PlainText, day: str) -> Plain:
    return {
        "pack": None,
        "sha256": sha256(plain.text.encode()).hexdigest(),
        "pack_sha256": None,
        "words_sha256": words_sha256(plain.text),
        "url": f"urn:railkit:composed:{record_id(answers)}",
        "fetch_url": None,
        "read_on": day,
    }


def record_yaml(record: Plain) -> str:
    """Return the bytes of ``license.yaml``: JSON values in block style, one row a clause and a term."""
    lines: list[str] = []
    for key, value in record.items():
        if key == "clauses":
            lines += ["clauses:", *(f"  - {_flow(row)}" for row in value)]
        elif key == "terms":
            lines += ["terms:", f"  flow_down: {_flow(value['flow_down'])}", "  items:"]
            lines += [f"    - {_flow(row)}" for row in value["items"]]
        elif isinstance(value, dict):
            lines += [f"{key}:", *_rows(value, 2)]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _rows(value: Plain, indent: int) -> Iterator[str]:
    for key, item in value.items():
        if isinstance(item, dict) and key in {"answers", "clauses", "options"}:
            yield f"{' ' * indent}{key}:"
            yield from _rows(item, indent + 2)
        elif isinstance(item, list) and item and isinstance(item[0], dict):
            yield f"{' ' * indent}{key}:"
            yield from (f"{' ' * indent}  - {_flow(row)}" for row in item)
        else:
            yield f"{' ' * indent}{key}: {_flow(item)}"


def _flow(value: object) -> str:
    """Return a value as YAML flow, which JSON is."""
    return json.dumps(value, ensure_ascii=False)


def _clauses(composition: Composition, plain: PlainText) -> Iterator[Plain]:
    above = ""
    for block in composition.text.blocks:
        if block.kind in {"group", "heading"}:
            above = block.number
        if not block.id:
            continue
        start, end = plain.spans[block.id]
        label = f"{above} {block.number}" if block.kind == "item" else block.number or "Title"
        yield {
            "id": block.id,
            "label": label,
            "span": [start, end],
            "sha256": sha256(plain.text[start:end].encode()).hexdigest(),
            "summary": _summary(block.lead, block.text),
        }


def _summary(lead: str, text: str) -> str:
    first = text.partition(". ")[0].rstrip(".")
    return f"{lead} {first}.".strip() if lead.startswith('"') else f"{first}."


def _terms(composition: Composition) -> Iterator[Plain]:
    answers = composition.answers
    for clause_id, clause in composition.used.items():
        for term in clause.content.get("terms", ()):
            if holds(term.get("if"), answers):
                row = {key: value for key, value in term.items() if key != "if"}
                if "params" in row:
                    row["params"] = {name: _param(value, composition) for name, value in row["params"].items()}
                yield {**{key: row.pop(key) for key in ("id", "kind", "about")}, "clause": clause_id, **row}


def _param(value: object, composition: Composition) -> object:
    """Return a detail of a term, with its place filled; a number stays one."""
    if not isinstance(value, str) or not value.startswith("{"):
        return value
    filled = composition.filling.values[value.strip("{}")]
    return int(filled) if value == "{cure_days}" else filled


def _prohibitions(answers: Answers, library: Library) -> Iterator[Plain]:
    for item in answers.restrictions:
        qualifiers = {name: list(values) for name, values in item.qualifiers.items()}
        yield {
            "id": f"no-{item.use}",
            "kind": "prohibition",
            "about": item.use,
            "clause": item.use,
            "summary": library.restrictions[item.use].content["text"].replace("{", "").replace("}", ""),
            "qualifiers": {**qualifiers, "strength": _STRENGTH},
            "artifacts": list(answers.artifacts),
        }


def _provisions(composition: Composition, questions: list[str]) -> Plain:
    found: dict[str, list[tuple[str, str]]] = {}
    for clause_id, clause in composition.used.items():
        for question, answer in clause.content.get("provisions", {}).items():
            found.setdefault(question, []).append((answer, clause_id))
    return {
        question: {
            "value": _one([answer for answer, _ in found[question]]),
            "clause": _one([clause for _, clause in found[question]]),
        }
        if question in found
        else "not-stated"
        for question in questions
    }


def _one(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values


def _facts(day: str) -> Plain:
    restricted = "It restricts what it may be used for, which the definition rules out; nobody was asked to approve it."
    unlisted = "A text of the licensor's own; nobody was asked to list it."
    return {
        "osi-approved": {"value": False, "source": _OSD, "read_on": day, "note": restricted},
        "osaid": {"value": False, "source": _OSAID, "read_on": day, "note": restricted},
        "spdx-listed": {"value": False, "source": "rail compose", "read_on": day, "note": unlisted},
        "hub-listed": {"value": False, "source": "rail compose", "read_on": day, "note": unlisted},
    }


def _year_later(day: str) -> str:
    found = date.fromisoformat(day)
    return found.replace(year=found.year + 1, day=min(found.day, 28)).isoformat()
