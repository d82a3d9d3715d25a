"""A report that ``rail check --format json`` wrote, read back; it is checked against its schema first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rail.errors import InputError
from rail.model.facts import RelationKind, Upstream
from rail.model.finding import Evidence, Finding, Report, Severity, SkippedRule, Waiver, WaiverUse
from rail.model.location import Location
from rail.model.verdict import Verdict
from rail.resources import content_dir

LARGEST = 64 * 1024 * 1024
_HINT = "write one with `rail check PATH --format json --output report.json`"


def read_report(path: str) -> Report:
    """Return the report in a file; its baseline, and what it was held against, are not read back.

    Raises:
        InputError: the file cannot be read, or is no such report.
    """
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror or error}"
        raise InputError(message) from error
    return parse_report(data, path)


def parse_report(data: bytes, path: str) -> Report:
    """Return the report in some bytes.

    Args:
        data: what ``rail check --format json`` wrote.
        path: where they come from, for messages.

    Raises:
        InputError: they are no such report.
    """
    document = _load(data, path)
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


def _load(data: bytes, path: str) -> dict[str, Any]:
    if len(data) > LARGEST:
        message = f"{path}: larger than {LARGEST // 1024 // 1024} MB"
        raise InputError(message, _HINT)
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        message = f"{path}: is no JSON: {error}"
        raise InputError(message, _HINT) from error
    _validate(path, document)
    return dict(document)


def _validate(path: str, document: object) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    schema = json.loads((content_dir("policy") / "schema" / "check-output.schema.json").read_text(encoding="utf-8"))
    problem = best_match(Draft202012Validator(schema).iter_errors(document))
    if problem is not None:
        message = f"{path}: {problem.json_path}: {problem.message[:200]}"
        raise InputError(message, _HINT)


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
    return WaiverUse(Waiver(**words), row["state"], tuple(row["findings"]))


def _evidence(row: dict[str, Any]) -> Evidence:
    place = None if row["path"] is None else Location(row["path"], row["line"])
    return Evidence(row["text"], place, row["license"], row["clause"], row["source"])
