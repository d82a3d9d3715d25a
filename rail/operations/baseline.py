"""Baselines: the findings of a release that are known already, so that a run shows and fails on new ones alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.knowledge.documents import checked, read_document
from rail.model.history import Baseline, KnownFinding
from rail.reports.encode import to_json
from rail.reports.json import known_document
from rail.version import __version__

if TYPE_CHECKING:
    from rail.model.finding import Report

SCHEMA_VERSION = "1"
_HINT = "write one with `rail check PATH --write-baseline FILE`"


def baseline_text(report: Report) -> str:
    """Return the baseline of a report: its open findings, sorted by id; waived ones are known by their waiver.

    The document is that of ``policy/schema/baseline.schema.json``; the same findings give the same bytes.
    """
    known = sorted((item for item in report.findings if not item.waived), key=lambda item: item.id)
    rows = [KnownFinding(item.id, item.rule, item.severity.word, item.location.path, item.message) for item in known]
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "name": report.summary["name"],
            "tool_version": __version__,
            "as_of": report.as_of,
            "knowledge_date": report.knowledge_date,
            "findings": [known_document(row) for row in rows],
        }
    )


def with_baseline(report: Report, path: str) -> Report:
    """Return the report with the findings of a baseline marked as known, and with those that are gone.

    Raises:
        InputError: the file cannot be read, is no baseline, is one of another schema version or of another release.
    """
    base = read_baseline(path)
    name = str(report.summary["name"])
    if base.name != name:
        message = f"{path}: the baseline of {base.name!r}, and this is {name!r}"
        raise InputError(message, _HINT)
    known = {item.id for item in base.findings}
    present = {item.id for item in report.findings}
    findings = tuple(replace(item, known=item.id in known and not item.waived) for item in report.findings)
    gone = tuple(item for item in base.findings if item.id not in present)
    return replace(report, findings=findings, baseline=replace(base, gone=gone))


def read_baseline(path: str) -> Baseline:
    """Return the baseline in a file.

    Raises:
        InputError: the file cannot be read, is no baseline, or is one of another schema version.
    """
    document = read_document(path, _HINT)
    version = document.get("schema_version") if isinstance(document, dict) else None
    if version is not None and version != SCHEMA_VERSION:
        message = f"{path}: a baseline of schema version {version!r}; this tool reads version {SCHEMA_VERSION!r}"
        raise InputError(message, "write it again; the old file was left as it is")
    row = checked(document, path, "baseline", _HINT)
    return Baseline(
        file=path,
        name=row["name"],
        tool_version=row["tool_version"],
        as_of=row["as_of"],
        knowledge_date=row["knowledge_date"],
        findings=tuple(KnownFinding(**item) for item in row["findings"]),
    )
