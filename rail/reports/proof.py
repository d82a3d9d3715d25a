"""What a proof adds to a finding: the way to it, how old the records are, and how to come to the same finding again."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, cast

from rail.model.record_age import RecordAge
from rail.reports.lineage import RELATIONS
from rail.reports.lineage_path import lineage_path
from rail.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.model.finding import Finding, Report
    from rail.model.record_age import Row
    from rail.reports.lineage_path import Step
    from rail.reports.page import Page

_COLUMN = 14


def proof_document(report: Report, finding: Finding) -> dict[str, object]:
    """Return the fields of ``policy/schema/explain-output.schema.json`` that a proof adds."""
    return {
        "lineage_path": [
            {
                "child": step.child,
                "relation": step.relation,
                "parent": step.parent,
                "license": step.license,
                "resolved": step.resolved,
                "seen": step.seen,
            }
            for step in lineage_path(report, finding)
        ],
        "records": [age.row() for age in _ages(report, finding)],
        "inputs": dict(_hashes(report)),
        "reproduce": reproduce(report),
    }


def reproduce(report: Report) -> str:
    """Return the command that comes to the same report, on the same release and with the same knowledge."""
    summary = report.summary
    words = ["rail", "check", visible(report.path), "--as-of", report.as_of, "--format", "json"]
    packs = [visible(pack) for pack in cast("Sequence[str]", summary["packs"])]
    if packs != ["default"] and not any("/" in pack or "." in pack for pack in packs):  # paths stand in rail.yaml
        words += [word for pack in packs for word in ("--pack", pack)]
    if summary["source"] == "git" and summary["revision"]:
        words += ["--revision", visible(str(summary["revision"]))]
    if summary["hub_style"] and summary["card"] is None:
        words.append("--hub")
    return " ".join(map(shlex.quote, words))


def add_proof(page: Page, report: Report, finding: Finding) -> None:
    """Add the way through the lineage, the records, and how to make the report again."""
    steps = lineage_path(report, finding)
    if steps:
        page.blank()
        page.add(("The way through the lineage", "head"), indent=2)
        for step in steps:
            _add_step(page, step)
    ages = _ages(report, finding)
    if ages:
        page.blank()
        page.add(("The records that it rests on", "head"), indent=2)
        for age in ages:
            page.add((age.words(report.as_of), ""), indent=4, hang=6)
    page.blank()
    page.add(("To come to it again", "head"), indent=2)
    page.labelled("run", (reproduce(report), "place"), indent=4, column=_COLUMN)
    for label, value in _hashes(report).items():
        page.labelled(label.partition("_")[0], (value, "quiet"), indent=4, column=_COLUMN)
    page.add(("The same facts, knowledge, rules and date give the same finding.", "quiet"), indent=4)


def _add_step(page: Page, step: Step) -> None:
    how = RELATIONS.get(step.relation, step.relation)
    page.add((f"{step.child}: {how} {step.parent}", ""), (f" ({step.seen})", "place"), indent=4, hang=6)
    known = f", {step.resolved}" if step.resolved else ""
    answer = (f"under {step.license}", "") if step.license else ("licence unknown", "review")
    page.add(answer, (known, "quiet"), indent=6)


def _ages(report: Report, finding: Finding) -> list[RecordAge]:
    """Return the ages of the records that the evidence names, or that the way leads over."""
    named = {item.license for item in finding.evidence} | {step.license for step in lineage_path(report, finding)}
    rows = cast("Sequence[Row]", report.summary["records"])
    return [RecordAge.of(row) for row in rows if row["license"] in named]


def _hashes(report: Report) -> Mapping[str, str]:
    if not report.inputs:
        return {}
    facts, knowledge = (cast("Mapping[str, str]", report.inputs[name]) for name in ("facts", "knowledge"))
    return {
        "facts_sha256": facts["sha256"],
        "knowledge_sha256": knowledge["sha256"],
        "tool_version": str(report.inputs["tool_version"]),
    }
