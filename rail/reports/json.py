"""The documents that scripts read (``policy/schema/*-output.schema.json``), as plain JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.encode import SCHEMA_VERSION, to_json, to_json_line

if TYPE_CHECKING:
    from rail.model.finding import Evidence, Finding, Report
    from rail.model.location import Location


def write_json(report: Report) -> str:
    """Return the report of ``rail check`` as JSON text."""
    return to_json(report_document(report))


def write_json_line(report: Report) -> str:
    """Return the same report on one line, as runs over many releases give them."""
    return to_json_line(report_document(report))


def report_document(report: Report) -> dict[str, object]:
    """Return the document of ``policy/schema/check-output.schema.json``."""
    return {
        "schema_version": SCHEMA_VERSION,
        "path": report.path,
        "verdict": report.verdict.word,
        "as_of": report.as_of,
        "knowledge_date": report.knowledge_date,
        "summary": dict(report.summary),
        "components": [dict(component) for component in report.components],
        "findings": [finding_document(finding) for finding in report.findings],
        "skipped": [{"rule": skip.rule, "reason": skip.reason} for skip in report.skipped],
        "problems": list(report.problems),
        "lineage": dict(report.lineage),
    }


def finding_document(finding: Finding) -> dict[str, object]:
    """Return one finding."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.word,
        "confidence": finding.confidence,
        **place_document(finding.location),
        "component": finding.component,
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "waived": finding.waived,
    }


def place_document(place: Location | None) -> dict[str, object]:
    """Return the fields ``path`` and ``line`` of a place."""
    return {"path": None if place is None else place.path, "line": None if place is None else place.line}


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "text": evidence.text,
        **place_document(evidence.location),
        "license": evidence.license,
        "clause": evidence.clause,
        "source": evidence.source,
    }
