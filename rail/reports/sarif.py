"""SARIF 2.1.0 (OASIS), within the limits of GitHub code scanning: 25,000 results, repository-relative URIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rail.checks.waivers import waiver_words
from rail.model.finding import Severity
from rail.reports.encode import to_json
from rail.reports.history import comparison_line
from rail.reports.places import file_of, quoted
from rail.reports.policy_changes import policy_words
from rail.reports.wording import baseline_line, seen
from rail.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.model.facts import Upstream
    from rail.model.finding import Evidence, Finding, Report, Rule
    from rail.model.location import Location
    from rail.reports.view import View

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
SEEN = 4
_LEVEL = {Severity.ERROR: "error", Severity.REVIEW: "warning", Severity.WARNING: "warning", Severity.INFO: "note"}
# GitHub's own words for how grave a finding is; a review asks for a person, so it is shown as a warning.
_PROBLEM = {
    Severity.ERROR: "error",
    Severity.REVIEW: "warning",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


def write_sarif_view(view: View) -> str:
    """Return the report of a view as SARIF text."""
    return write_sarif(view.report, view.rules)


def write_sarif(report: Report, rules: Sequence[Rule]) -> str:
    """Return the report as SARIF text; ``rules`` are those of the active packs."""
    return to_json(sarif_document(report, rules))


def sarif_document(report: Report, rules: Sequence[Rule]) -> dict[str, object]:
    """Return the SARIF log: one run, every rule described, waived findings suppressed."""
    index = {rule.id: position for position, rule in enumerate(rules)}
    results = [_result(finding, index, report) for finding in report.findings[:MOST_RESULTS]]
    run: dict[str, object] = {
        "tool": {
            "driver": {
                "name": "rail",
                "semanticVersion": _semantic(__version__),
                "version": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(report)}],
        "properties": {
            "verdict": report.verdict.word,
            "asOf": report.as_of,
            "knowledgeDate": report.knowledge_date,
            "resultsNotShown": len(report.findings) - len(results),
            "upstreams": [_upstream(item) for item in report.upstreams],
            **_history(report),
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, object]:
    sources = "".join(f"\n- {source}" for source in rule.sources)
    plain = f"{rule.why}\n\nHow to fix: {rule.fix}"
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": f"{plain}\n\nSources:{sources}",
            "markdown": f"{rule.why}\n\n**How to fix.** {rule.fix}\n\nSources:\n{sources}",
        },
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "tags": ["licensing", rule.group, f"pack/{rule.pack}"],
            "precision": "high",
            "problem.severity": _PROBLEM[rule.severity],
            "severity": rule.severity.word,
        },
    }


def _result(finding: Finding, index: dict[str, int], report: Report) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.location, report)],
        "partialFingerprints": {"primaryLocationLineHash": finding.id.rpartition(":")[2] or finding.id},
        "properties": {
            "id": finding.id,
            "severity": finding.severity.word,
            "confidence": finding.confidence,
            "component": finding.component,
            "evidence": [seen(item) for item in finding.evidence],
        },
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if report.baseline is not None:
        result["baselineState"] = "unchanged" if finding.known else "new"
    places = [
        _related(number, item, report) for number, item in enumerate(finding.evidence) if item.location is not None
    ]
    if places:
        result["relatedLocations"] = places
    if finding.waived:
        reason = waiver_words(finding)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _message(finding: Finding) -> str:
    lines = [finding.message, f"Why: {finding.why}", *(f"Seen: {seen(item)}" for item in finding.evidence[:SEEN])]
    if len(finding.evidence) > SEEN:
        lines.append(f"Seen: {len(finding.evidence) - SEEN} more; `rail explain {finding.id}` lists them")
    return "\n".join([*lines, f"Fix: {finding.fix}"])


def _location(place: Location, report: Report) -> dict[str, object]:
    # Code scanning shows no result without a file: what is missing is reported where a reader would add it.
    whole = place.path.strip("/") in {"", "."}
    return {"physicalLocation": _physical(file_of(report, place), None if whole else place)}


def _related(number: int, evidence: Evidence, report: Report) -> dict[str, object]:
    place = evidence.location
    return {
        "id": number,
        "message": {"text": evidence.text},
        "physicalLocation": _physical(file_of(report, place), place),
    }


def _physical(path: str, place: Location | None) -> dict[str, object]:
    first = place.line if place is not None and place.line else 1
    region: dict[str, object] = {"startLine": first}
    if place is not None and place.end_line is not None and place.end_line > first:
        region["endLine"] = place.end_line
    uri = quoted(path, safe="/")
    # It escapes colons as well, so that no first segment reads as a scheme (RFC 3986, 4.2).
    return {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}, "region": region}


def _upstream(item: Upstream) -> dict[str, object]:
    return {"name": item.name, "relation": item.kind.value, "license": item.license, "via": list(item.via)}


def _history(report: Report) -> dict[str, object]:
    told: dict[str, object] = {}
    if report.baseline is not None:
        told["baseline"] = baseline_line(report)
        # As results with the state "absent" they would be shown as if they were still there.
        told["gone"] = [item.id for item in report.baseline.gone]
    if report.against is not None:
        told["against"] = comparison_line(report.against)
    return told


def _notifications(report: Report) -> list[dict[str, object]]:
    skipped = [f"{skip.rule} could not run: {skip.reason}" for skip in report.skipped]
    notes = cast("Sequence[str]", report.summary["notes"])
    policy = policy_words(report, off_only=True)
    return [{"level": "warning", "message": {"text": text}} for text in (*skipped, *report.problems, *policy, *notes)]


def _semantic(version: str) -> str:
    """Return a version in the form of semver.org: ``0.1.0.dev0`` becomes ``0.1.0-dev0``."""
    release, _, extra = version.partition(".dev")
    return f"{release}-dev{extra}" if extra else release
