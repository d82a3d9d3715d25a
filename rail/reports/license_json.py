"""What ``rail license list`` and ``show`` print as JSON (``license-output.schema.json``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.consequences import consequence_rows
from rail.reports.encode import SCHEMA_VERSION, to_json

if TYPE_CHECKING:
    from rail.model.license import License, LicenseIds
    from rail.model.terms import Term
    from rail.reports.licenses import LicenseList, ShownLicense


def list_json(listed: LicenseList) -> str:
    """Return the list as JSON (``license-output.schema.json``)."""
    rows = [_identity(license_) for license_ in listed.licenses]
    return to_json({"schema_version": SCHEMA_VERSION, "knowledge_date": listed.knowledge_date, "licenses": rows})


def license_json(shown: ShownLicense) -> str:
    """Return one licence as JSON (``license-output.schema.json``)."""
    license_ = shown.license
    document = {
        "schema_version": SCHEMA_VERSION,
        "knowledge_date": shown.knowledge_date,
        **_identity(license_),
        "names": list(license_.names),
        "misnomers": list(license_.misnomers),
        "language": license_.language,
        "translation_of": license_.translation_of,
        "predecessor": license_.predecessor,
        "successor": license_.successor,
        "review_by": license_.review_by,
        "readings": [{"on": reading.on, "what": reading.what} for reading in license_.readings],
        "provisions": {
            name: {"values": list(answer.values), "clauses": list(answer.clauses), "note": answer.note}
            for name, answer in license_.provisions.items()
        },
        "companions": [str(companion) for companion in license_.companions],
        "text": _text(shown),
        "flow_down": license_.terms.flow_down.value if license_.terms else None,
        "terms": None if license_.terms is None else [_term(shown, term) for term in license_.terms.terms],
        "facts": {
            name: {
                "value": fact.value,
                "source": fact.source.url,
                "read_on": fact.source.read_on,
                "note": fact.source.note,
            }
            for name, fact in sorted(license_.facts.items())
        },
        "consequences": consequence_rows(shown.consequences),
        "notes": list(license_.notes),
    }
    return to_json(document)


def _identity(license_: License) -> dict[str, object]:
    return {
        "id": str(license_.id),
        "name": license_.name,
        "kind": license_.kind,
        "family": license_.family,
        "date": license_.date,
        "version": license_.version,
        "steward": license_.steward,
        "artifacts": list(license_.artifacts),
        "ids": _ids(license_.ids),
        "restricted_uses": list(license_.terms.restricted_uses()) if license_.terms else [],
        "terms_known": license_.terms is not None,
        "origin": license_.origin or None,
    }


def _ids(ids: LicenseIds) -> dict[str, str | None]:
    return {"spdx": ids.spdx, "hub": ids.hub, "licensedb": ids.licensedb}


def _text(shown: ShownLicense) -> dict[str, object]:
    reference = shown.license.text
    return {
        "at_hand": shown.text_at_hand,
        "url": reference.url if reference else None,
        "fetch_url": reference.fetch_url if reference else None,
        "read_on": reference.read_on if reference else None,
        "sha256": reference.sha256 if reference else None,
        "pack_sha256": reference.pack_sha256 if reference else None,
        "words_sha256": reference.words_sha256 if reference else None,
    }


def _term(shown: ShownLicense, term: Term) -> dict[str, object]:
    clause = shown.license.clause(term.clause)
    return {
        "id": term.id,
        "kind": term.kind.value,
        "about": term.about,
        "clause": clause.label if clause else term.clause,
        "span": list(clause.span) if clause else None,
        "summary": term.summary,
        "quote": shown.quotes.get(term.clause),
        "qualifiers": {name: list(values) for name, values in sorted(term.qualifiers.items())},
        "when": list(term.when),
        "artifacts": list(term.artifacts),
        "params": dict(sorted(term.params.items())),
    }
