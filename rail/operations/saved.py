"""A report that ``rail check --format json`` wrote, read back; it is checked against its schema first."""

from __future__ import annotations

from typing import Any

from rail.knowledge.documents import checked, parse_json, read_document
from rail.model.facts import RelationKind, Upstream
from rail.model.finding import Evidence, Finding, Report, Severity, SkippedRule, Waiver, WaiverUse
from rail.model.location import Location
from rail.model.verdict import Verdict

_HINT = "write one with `rail check PATH --format json --output report.json`"


def read_report(path: str) -> Report:
    """Return the report in a file; its baseline, and what it was held against, are not read back.

    Raises:
        InputError: the file cannot be read, or is no such report.
    """
    return _report(read_document(path, _HINT), path)


def parse_report(data: bytes, path: str) -> Report:
    """Return the report in some bytes.

    Args:
        data: what ``rail check --format json`` wrote.
        path: where they come from, for messages.

    Raises:
        InputError: they are no such report.
    """
    return _report(parse_json(data, path, _HINT), path)


def _report(content: object, path: str) -> Report:
    document = checked(content, path, "check-output", _HINT)
    return Report(
        path=document["path"],
        verdict=Verdict[document["verdict"].upper()],
        components=tuple(document["components"]),
        findings=tuple(_finding(row) for row in document["findings"]),
        skipped=tuple(SkippedRule(row["rule"], row["reason"]) for row in document["skipped"]),
        problems=tuple(document["problems"]),
        summary=document["summary"],
        as_of=document["as_of"],
        knowledge_date=document["knowledge_date"],
        lineage=document.get("lineage", {}),
        upstreams=tuple(_upstream(row) for row in document.get("upstreams", ())),
        waivers=tuple(_waiver(row) for row in document.get("waivers", ())),
        coverage={name: tuple(rules) for name, rules in document.get("coverage", {}).items()},
        inputs=document.get("inputs", {}),
    )


def _finding(row: dict[str, Any]) -> Finding:
    return Finding(
        id=row["id"],
        rule=row["rule"],
        severity=Severity[row["severity"].upper()],
        confidence=row["confidence"],
        location=Location(row["path"], row["line"]),
        message=row["message"],
        why=row["why"],
        fix=row["fix"],
        component=row["component"],
        evidence=tuple(_evidence(item) for item in row["evidence"]),
        waived=row["waived"],
        known=row.get("known", False),
    )


def _upstream(row: dict[str, Any]) -> Upstream:
    return Upstream(
        kind=RelationKind(row["relation"]),
        name=row["name"],
        source=row["source"],
        location=Location(row["path"], row["line"]),
        license=row["license"],
        resolved_by=row["resolved_by"],
        resolved_on=row["resolved_on"],
        resolution_source=row["resolution_source"],
        via=tuple(row["via"]),
    )


def _waiver(row: dict[str, Any]) -> WaiverUse:
    words = {name: row[name] for name in ("rule", "reason", "owner", "expires", "path", "line", "finding")}
    return WaiverUse(Waiver(**words, file=row.get("file", "rail.yaml")), row["state"], tuple(row["findings"]))


def _evidence(row: dict[str, Any]) -> Evidence:
    place = None if row["path"] is None else Location(row["path"], row["line"])
    return Evidence(row["text"], place, row["license"], row["clause"], row["source"])
