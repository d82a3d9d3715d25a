"""``use-restrictions.json``: the terms of a release for programs (``policy/schema/use-restrictions.schema.json``)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from rail.documents.json_text import json_text
from rail.errors import InputError
from rail.model.terms import FlowDown, Term, TermKind, Terms

if TYPE_CHECKING:
    from rail.documents.release_terms import ComponentTerms, Instrument, ReleaseTerms
    from rail.model.license import License
    from rail.model.vocabulary import Vocabulary

FILE_NAME = "use-restrictions.json"
SCHEMA_VERSION = "1"
SCHEMA_NAME = "use-restrictions"
BINDING = (
    "The texts of the licences and policies bind, not this file. It points into them, clause by clause; its summaries "
    "are not binding, what it does not say is not thereby allowed, and it is no legal advice."
)
_SECTIONS = {
    TermKind.PROHIBITION: "restrictions",
    TermKind.DUTY: "duties",
    TermKind.LIMIT: "limits",
    TermKind.PERMISSION: "permissions",
}


def write_use_restrictions(terms: ReleaseTerms, vocabulary: Vocabulary) -> str:
    """Return the file's text."""
    return json_text(use_restrictions(terms, vocabulary))


def use_restrictions(terms: ReleaseTerms, vocabulary: Vocabulary) -> dict[str, object]:
    """Return the document, in the order of its schema."""
    return {
        "schema_version": SCHEMA_VERSION,
        "binding": BINDING,
        "release": {"name": terms.name, "version": terms.version, "licensor": terms.licensor},
        "knowledge_date": terms.knowledge_date,
        "components": [_component(component) for component in terms.components],
        "licenses": [_license(one, vocabulary) for one in terms.instruments()],
    }


def read_use_restrictions(text: str) -> dict[str, Terms | None]:
    """Return the terms that a ``use-restrictions.json`` states, by licence id; ``None`` where it knows none.

    Raises:
        InputError: it is no such file, or breaks its schema.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"{FILE_NAME}: it is no JSON: {error}"
        raise InputError(message) from error
    broken = best_match(Draft202012Validator(_schema()).iter_errors(document))
    if broken is not None:
        message = f"{FILE_NAME}: {broken.json_path}: {broken.message[:200]}"
        raise InputError(message, f"rail schema {SCHEMA_NAME}")
    return {row["id"]: _terms(row) if row["terms_known"] else None for row in document["licenses"]}


def _schema() -> dict[str, Any]:
    from rail.resources import content_dir

    path = content_dir("policy") / "schema" / f"{SCHEMA_NAME}.schema.json"
    return cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))


def _component(component: ComponentTerms) -> dict[str, object]:
    return {
        "name": component.name,
        "kind": component.kind,
        "paths": list(component.paths),
        "licenses": [str(one.license.id) for one in component.instruments],
    }


def _license(one: Instrument, vocabulary: Vocabulary) -> dict[str, object]:
    license_ = one.license
    sections = {
        name: [_term(one, term, vocabulary) for term in (license_.terms.of_kind(kind) if license_.terms else ())]
        for kind, name in _SECTIONS.items()
    }
    return {
        "id": str(license_.id),
        "name": license_.name,
        "kind": license_.kind,
        "version": license_.version,
        "date": license_.date,
        "steward": license_.steward,
        "ids": {"spdx": license_.ids.spdx, "hub": license_.ids.hub, "licensedb": license_.ids.licensedb},
        "text": _text(one, license_),
        "terms_known": license_.terms is not None,
        "flow_down": license_.terms.flow_down.value if license_.terms else None,
        **sections,
    }


def _text(one: Instrument, license_: License) -> dict[str, object]:
    held = license_.text
    stated = one.sha256 or (held and (held.sha256 or held.pack_sha256))
    return {
        "path": one.path,
        "sha256": stated or None,
        "url": held.url if held else None,
        "language": license_.language,
    }


def _term(one: Instrument, term: Term, vocabulary: Vocabulary) -> dict[str, object]:
    return {
        "id": term.id,
        "about": {"id": term.about, "label": vocabulary.label(term.about)},
        "clause": _clause(one, term),
        "qualifiers": {name: list(values) for name, values in sorted(term.qualifiers.items())},
        "actions": list(term.when),
        "artifacts": list(term.artifacts),
        "params": dict(sorted(term.params.items())),
        "summary": {"text": term.summary, "binding": False},
    }


def _clause(one: Instrument, term: Term) -> dict[str, object]:
    clause = one.license.clause(term.clause)
    words = one.words.get(term.clause)
    row: dict[str, object] = {
        "id": term.clause,
        "label": clause.label if clause else term.clause,
        "sha256": clause.sha256 if clause else None,
    }
    if words is not None:
        row["sha256"] = sha256(words.encode("utf-8", "replace")).hexdigest()
        row["words"] = words
    return row


def _terms(row: dict[str, Any]) -> Terms:
    terms = (_read_term(item, kind) for kind, name in _SECTIONS.items() for item in row[name])
    return Terms(FlowDown(row["flow_down"]), tuple(terms))


def _read_term(item: dict[str, Any], kind: TermKind) -> Term:
    return Term(
        item["id"],
        kind,
        item["about"]["id"],
        item["clause"]["id"],
        item["summary"]["text"],
        {name: tuple(values) for name, values in item["qualifiers"].items()},
        tuple(item["actions"]),
        tuple(item["artifacts"]),
        item["params"],
    )
