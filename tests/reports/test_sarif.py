"""SARIF 2.1.0 as code scanning reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import pytest
from jsonschema import Draft4Validator

from rail.model.finding import Evidence, Severity
from rail.model.location import Location
from rail.reports.sarif import write_sarif

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.finding import Finding, Report, Rule

SCHEMA = Path(__file__).resolve().parents[2] / "third_party" / "schemas" / "sarif-2.1.0.json"


def run_of(report: Report, rules: tuple[Rule, ...]) -> dict[str, Any]:
    """Return the one run of a report's log."""
    log = json.loads(write_sarif(report, rules))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_every_result_has_rule_level_message_place_and_fingerprint(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...]
) -> None:
    """What GitHub asks for is there, and the index points at the rule."""
    run = run_of(report(finding()), rules)
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "restrictions-dropped"
    assert result["level"] == "error"
    assert result["message"]["text"].startswith("the base is under use restrictions")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert result["partialFingerprints"] == {"primaryLocationLineHash": "0123456789ab"}


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.REVIEW, "warning"), (Severity.WARNING, "warning"), (Severity.INFO, "note")],
)
def test_severities_have_levels(
    report: Callable[..., Report],
    finding: Callable[..., Finding],
    rules: tuple[Rule, ...],
    severity: Severity,
    level: str,
) -> None:
    """Each of our severities is one of SARIF's levels, and keeps its own name beside it."""
    (result,) = run_of(report(finding(severity=severity)), rules)["results"]
    assert (result["level"], result["properties"]["severity"]) == (level, severity.word)


@pytest.mark.parametrize(("card", "uri"), [("docs/model_card.md", "docs/model_card.md"), (None, "README.md")])
def test_a_finding_without_a_file_points_at_the_card(
    report: Callable[..., Report],
    finding: Callable[..., Finding],
    rules: tuple[Rule, ...],
    card: str | None,
    uri: str,
) -> None:
    """Code scanning shows nothing without a place: line 1 of the card, or of the README."""
    made = report(finding(location=Location(".")))
    made = report(*made.findings, summary={**made.summary, "card": card})
    place = run_of(made, rules)["results"][0]["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == (uri, 1)


def test_names_are_percent_encoded(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...], hostile: str
) -> None:
    """A URI has no character that it may not have, and gives the name's bytes back."""
    made = report(finding(location=Location(hostile), evidence=(Evidence("x", Location(hostile, 2)),)))
    result = run_of(made, rules)["results"][0]
    for place in (*result["locations"], *result["relatedLocations"]):
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert ":" not in uri
        assert " " not in uri
        assert unquote_to_bytes(uri) == hostile.encode("utf-8", "surrogateescape")


def test_waived_findings_are_suppressed(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...]
) -> None:
    """A waiver is shown as a suppression; without one there is none."""
    waived, open_ = run_of(report(finding(waived=True), finding(waived=False)), rules)["results"]
    (suppression,) = waived["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"]
    assert "suppressions" not in open_


def test_what_was_not_checked_is_told(report: Callable[..., Report], rules: tuple[Rule, ...]) -> None:
    """Skipped rules and unreadable files are notifications, never silence."""
    (invocation,) = run_of(report(), rules)["invocations"]
    assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == [
        "link-broken could not run: docs/x.md: not fetched",
        "weights/a.gguf: the header is cut off",
        "rail.yaml:3: the waiver of link-broken ended on 2026-01-01",
    ]


def test_the_log_fits_the_official_schema(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...], hostile: str
) -> None:
    """The schema of OASIS accepts a log with everything in it."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    made = report(finding(), finding(waived=True, location=Location(".")), finding(location=Location(hostile)))
    log = json.loads(write_sarif(made, rules))
    assert [error.message for error in Draft4Validator(schema).iter_errors(log)] == []
