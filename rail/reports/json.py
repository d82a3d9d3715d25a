"""The documents that scripts read (``policy/schema/*-output.schema.json``), as plain JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.encode import SCHEMA_VERSION, to_json, to_json_line

if TYPE_CHECKING:
    from rail.model.facts import Upstream
    from rail.model.finding import Evidence, Finding, Report, WaiverUse
    from rail.model.history import Baseline, Cause, Comparison, FindingChange, KnownFinding
    from rail.model.location import Location
    from rail.reports.view import View


def write_json(report: Report) -> str:
    """Return the report of ``rail check`` as JSON text."""
    return to_json(report_document(report))


def write_json_line(report: Report) -> str:
    """Return the same report on one line, as runs over many releases give them."""
    return to_json_line(report_document(report))


def write_json_view(view: View) -> str:
    """Return the report of a view as JSON text."""
    return write_json(view.report)


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
        "lineage": {"nodes": [], "edges": [], "problems": [], **report.lineage},
        "coverage": {name: list(rules) for name, rules in report.coverage.items()},
        "upstreams": [_upstream(item) for item in report.upstreams],
        "waivers": [_waiver(use) for use in report.waivers],
        **({"inputs": dict(report.inputs)} if report.inputs else {}),
        "baseline": None if report.baseline is None else _baseline(report.baseline),
        "against": None if report.against is None else _against(report.against),
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
        "known": finding.known,
    }


def place_document(place: Location | None) -> dict[str, object]:
    """Return the fields ``path`` and ``line`` of a place."""
    return {"path": None if place is None else place.path, "line": None if place is None else place.line}


def _upstream(item: Upstream) -> dict[str, object]:
    return {
        "name": item.name,
        "relation": item.kind.value,
        "source": item.source,
        **place_document(item.location),
        "license": item.license,
        "resolved_by": item.resolved_by,
        "resolved_on": item.resolved_on,
        "resolution_source": item.resolution_source,
        "via": list(item.via),
    }


def _waiver(use: WaiverUse) -> dict[str, object]:
    waiver = use.waiver
    return {
        "rule": waiver.rule,
        "finding": waiver.finding,
        "path": waiver.path,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": waiver.expires,
        "file": waiver.file,
        "line": waiver.line,
        "state": use.state,
        "findings": list(use.findings),
    }


def _baseline(base: Baseline) -> dict[str, object]:
    return {
        "file": base.file,
        "tool_version": base.tool_version,
        "as_of": base.as_of,
        "knowledge_date": base.knowledge_date,
        "known": len(base.findings) - len(base.gone),
        "gone": [known_document(item) for item in base.gone],
    }


def known_document(item: KnownFinding) -> dict[str, object]:
    """Return a finding as a baseline keeps it."""
    return {
        "id": item.id,
        "rule": item.rule,
        "severity": item.severity,
        "path": item.path,
        "message": item.message,
    }


def _against(other: Comparison) -> dict[str, object]:
    return {
        "file": other.file,
        "tool_version": other.tool_version,
        "as_of": other.as_of,
        "knowledge_date": other.knowledge_date,
        "verdict": other.verdict.word,
        "unchanged": other.unchanged,
        "changes": [_change(change) for change in other.changes],
        "causes": [_cause(cause) for cause in other.causes],
    }


def _change(change: FindingChange) -> dict[str, object]:
    finding = change.finding
    return {
        "kind": change.kind,
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.word,
        **place_document(finding.location),
        "message": finding.message,
        "what": list(change.what),
        "because": [_cause(cause) for cause in change.because],
        "certain": change.certain,
    }


def _cause(cause: Cause) -> dict[str, object]:
    return {"kind": cause.kind, "name": cause.name, "text": cause.text}


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "text": evidence.text,
        **place_document(evidence.location),
        "license": evidence.license,
        "clause": evidence.clause,
        "source": evidence.source,
    }
