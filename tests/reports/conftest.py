"""A report of our own making, with every kind of thing that a report can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rail.model.finding import Evidence, Finding, Report, Rule, Severity, SkippedRule
from rail.model.location import Location
from rail.model.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = "a\x1b[31m\n\u202e[bold red]\udcff%2f:é.md"


def make_finding(**changes: object) -> Finding:
    """Return a finding with some fields changed."""
    finding = Finding(
        id="restrictions-dropped:0123456789ab",
        rule="restrictions-dropped",
        severity=Severity.ERROR,
        confidence="high",
        location=Location("README.md", 3),
        message="the base is under use restrictions that this release no longer carries",
        why="Whoever passes a derivative on must pass the restrictions on.",
        fix="put the restrictions back",
        component="weights",
        evidence=(
            Evidence("names the base", Location("adapter_config.json", 2)),
            Evidence("must be passed on", license="bigscience-bloom-rail-1.0", clause="4 (a)"),
            Evidence("the base's card", source="https://example.org/base, read 2026-11-01"),
        ),
    )
    return replace(finding, **changes)  # type: ignore[arg-type] # the test names the fields


def make_report(*findings: Finding, **changes: object) -> Report:
    """Return a report on a small model."""
    counts = {severity.word: sum(f.severity is severity for f in findings) for severity in reversed(Severity)}
    claim = {"how": "declared", "says": "apache-2.0", "license": "apache-2.0", "family": None, "status": None}
    report = Report(
        path="@@ROOT@@",
        verdict=Verdict.DENIED if findings else Verdict.ALLOWED,
        components=(
            {
                "kind": "weights",
                "license": "apache-2.0",
                "basis": "card-front-matter README.md:3",
                "files": 1,
                "paths": ["model.safetensors"],
                "claims": [{**claim, "path": "README.md", "line": 3}],
                "claims_not_shown": 0,
            },
        ),
        findings=findings,
        skipped=(SkippedRule("link-broken", "docs/x.md: not fetched"),),
        problems=("weights/a.gguf: the header is cut off",),
        summary={
            "name": "petal",
            "artifact": "model",
            "source": "folder",
            "revision": None,
            "hub_style": True,
            "card": "README.md",
            "files": 4,
            "bytes": 1000,
            "packs": ["default"],
            "rules_ran": 20,
            "rules_not_applicable": 0,
            "counts": counts,
            "waived": sum(finding.waived for finding in findings),
            "overrides": ["components.weights: rail.yaml says mit"],
            "own_claims": [],
            "records": [],
            "excluded": ["node_modules/ (by default)"],
            "notes": ["rail.yaml:3: the waiver of link-broken ended on 2026-01-01"],
        },
        as_of="2026-11-24",
        knowledge_date="2026-11-20",
    )
    return replace(report, **changes)  # type: ignore[arg-type] # the test names the fields


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """Make a finding."""
    return make_finding


@pytest.fixture
def report() -> Callable[..., Report]:
    """Make a report."""
    return make_report


@pytest.fixture
def hostile() -> str:
    """Return a file name that tries a terminal, a line, a markup and a URL."""
    return HOSTILE


@pytest.fixture
def rules() -> tuple[Rule, ...]:
    """Return the one rule that the findings are of."""
    rule = Rule(
        id="restrictions-dropped",
        pack="default",
        title="Restrictions of the base were dropped",
        severity=Severity.ERROR,
        why="Whoever passes a derivative on must pass the restrictions on.",
        fix="Put the restrictions back.",
        sources=("https://example.org/source",),
        since="0.1.0",
    )
    return (rule,)
