"""The JSON report: its schema, its order, its safety."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from rail.model.location import Location
from rail.operations.saved import read_report
from rail.reports.json import write_json
from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rail.model.finding import Finding, Report


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """Return the schema of the output."""
    text = (content_dir("policy") / "schema" / "check-output.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def test_a_report_fits_its_schema(
    report: Callable[..., Report], finding: Callable[..., Finding], schema: Draft202012Validator
) -> None:
    """Findings with and without a line, waived or not, are valid."""
    made = report(finding(), finding(location=Location("."), component=None, waived=True))
    assert list(schema.iter_errors(json.loads(write_json(made)))) == []


def test_the_schema_refuses_a_report_without_verdict(
    report: Callable[..., Report], schema: Draft202012Validator
) -> None:
    """The schema can fail."""
    document = json.loads(write_json(report()))
    del document["verdict"]
    assert [error.message for error in schema.iter_errors(document)] == ["'verdict' is a required property"]


def test_hostile_names_are_ascii_and_keep_their_characters(
    report: Callable[..., Report], finding: Callable[..., Finding], hostile: str
) -> None:
    """The text of the output is printable ASCII; a reader gets the name back, undecodable bytes as an escape."""
    text = write_json(report(finding(location=Location(hostile))))
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert json.loads(text)["findings"][0]["path"] == hostile.replace("\udcff", "\\xff")


def test_a_written_report_reads_back(
    report: Callable[..., Report], finding: Callable[..., Finding], tmp_path: Path
) -> None:
    """What `--format json` wrote is the same report when read."""
    made = report(finding())
    (tmp_path / "report.json").write_text(write_json(made), encoding="utf-8")
    assert write_json(read_report(str(tmp_path / "report.json"))) == write_json(made)
