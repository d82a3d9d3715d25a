"""A licence of our own, with a record that is right; tests of several suites use it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from rail.identify.fingerprint import words_sha256
from rail.knowledge.records import read_record
from rail.resources import content_dir

TEXT = """Harbour Model Licence 1.0

1. Grant. The Harbour Society lets everybody run, copy and change the model.

2. Restrictions. You agree not to use the model:

(a) to steer a ship without a pilot aboard;
(b) to forecast who will commit a crime; or
(c) to give medical advice.

3. Law. The law of Harbourland governs this licence.
"""


def passage(first: str, last: str) -> tuple[list[int], str]:
    """Return place and hash of what stands between two words."""
    start = TEXT.index(first)
    end = TEXT.index(last, start) + len(last)
    return [start, end], sha256(TEXT[start:end].encode()).hexdigest()


def clause(name: str, first: str, last: str, **more: str) -> dict[str, Any]:
    """Return a clause."""
    span, digest = passage(first, last)
    return {"id": name, "label": name, "span": span, "sha256": digest, "summary": f"Summary of {name}.", **more}


def term(name: str, kind: str, about: str, where: str, **more: object) -> dict[str, Any]:
    """Return a term."""
    return {"id": name, "kind": kind, "about": about, "clause": where, "summary": f"Summary of {name}.", **more}


def harbour_record() -> dict[str, Any]:
    """Return a record of the text that has nothing wrong with it."""
    words = read_record(content_dir("policy") / "vocabulary" / "provisions.yaml")["entries"]
    unlisted = {"value": False, "source": "https://example.org", "read_on": "2026-11-24"}
    return {
        "schema": "license/1",
        "id": "harbour-1.0",
        "name": "Harbour Model Licence 1.0",
        "kind": "license",
        "family": None,
        "date": "not-stated",
        "version": "1.0",
        "steward": "Harbour Society",
        "language": "en",
        "translation_of": None,
        "artifacts": ["model"],
        "ids": {"spdx": None, "hub": None, "licensedb": None},
        "names": [],
        "misnomers": [],
        "predecessor": None,
        "successor": None,
        "text": {
            "pack": None,
            "sha256": sha256(TEXT.encode()).hexdigest(),
            "pack_sha256": None,
            "words_sha256": words_sha256(TEXT),
            "url": "https://example.org/harbour",
            "fetch_url": None,
            "read_on": "2026-11-24",
        },
        "review_by": "2027-11-24",
        "variable": [],
        "clauses": [
            clause("1", "1. Grant", "change the model."),
            clause("a", "(a)", "aboard;"),
            clause("b", "(b)", "crime; or"),
            clause("c", "(c)", "advice."),
            clause("3", "3. Law", "this licence."),
        ],
        "terms": {
            "flow_down": "none",
            "items": [
                term("use", "permission", "use", "1"),
                term("no-steering", "prohibition", "critical-infrastructure", "a"),
                term("no-forecast", "prohibition", "crime-prediction", "b"),
                term("no-medical-advice", "prohibition", "medical-advice", "c"),
                term("law", "limit", "governing-law", "3", params={"law": "Harbourland"}),
            ],
        },
        "provisions": {entry["id"]: "not-stated" for entry in words if entry.get("parent") is None},
        "facts": dict.fromkeys(("osi-approved", "osaid", "spdx-listed", "hub-listed"), unlisted),
        "companions": [],
        "readings": [{"on": "2026-11-24", "what": "whole text, first reading"}],
        "notes": [],
    }
