"""Releases that say everything properly: no rule finds anything above ``info`` in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rail.checks.cases import Case, parse_cases, write_case
from rail.knowledge.records import read_record
from rail.knowledge.store import Knowledge
from rail.model.finding import Severity
from rail.model.verdict import Verdict
from rail.operations.check import check_release

FILE = Path(__file__).with_name("clean.releases.yaml")
RELEASES = parse_cases([{**row, "expect": "silent"} for row in read_record(FILE)], FILE.name)


@pytest.mark.parametrize("case", RELEASES, ids=lambda case: case.name)
def test_a_proper_release_gives_no_finding_above_info(tmp_path: Path, case: Case) -> None:
    """Nothing is left to mend, to decide or to warn of; what cannot be told from here is what the file says."""
    root = write_case(case, tmp_path, Knowledge.load())
    report = check_release(str(root), as_of="2026-11-24")
    told = [f"{one.severity.word} {one.location} {one.rule}: {one.message}" for one in report.findings]
    assert [line for line in told if not line.startswith(Severity.INFO.word)] == []
    untold = case.wanted.get("untold", [])
    assert [skip.rule for skip in report.skipped] == untold
    assert report.verdict is (Verdict.CONDITIONAL if untold else Verdict.ALLOWED)
