"""``rail explain``: rules, and the proof of findings."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def report(rail: Rail, faulty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the JSON report on the faulty release."""
    target = tmp_path_factory.mktemp("report") / "report.json"
    rail("check", str(faulty), "--format", "json", "--as-of", "2026-11-24", "--output", str(target))
    return target


def dropped(report: Path) -> str:
    """Return the id of the finding about dropped restrictions."""
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    return next(item["id"] for item in findings if item["rule"] == "restrictions-dropped")


@pytest.mark.parametrize("rule_id", [rule.id for rule in Knowledge.load().rules("default")])
def test_every_rule_is_explained(rule_id: str) -> None:
    """What, why, an example, how to fix, and sources: for each rule, in both formats."""
    from rail.operations.explain import explain
    from rail.reports.explanation import explanation_json, explanation_page

    explained = explain(rule_id)
    rule = json.loads(explanation_json(explained))["rule"]
    assert all(rule[part] for part in ("title", "why", "fix", "sources"))
    text = explanation_page(explained, 80).text()
    words = " ".join(text.split())
    assert all(part in words for part in (rule["title"], *rule["sources"]))
    assert "before" in text


def test_a_finding_is_proved_by_checking_again(
    rail: Rail, valid: Callable[[str, str], Any], faulty: Path, report: Path
) -> None:
    """The proof has the facts, the clauses with their words, the rule and its sources."""
    finding_id = dropped(report)
    document = valid(rail("explain", finding_id, "--path", str(faulty), "--format", "json").stdout, "explain-output")
    assert document["finding"]["id"] == finding_id
    assert document["component"]["kind"] == "weights"
    quoted = [clause["quote"] for clause in document["clauses"] if clause["license"] == "bigscience-bloom-rail-1.0"]
    assert len(quoted) >= 13
    assert all(quoted)
    text = rail("explain", finding_id, "--path", str(faulty)).stdout
    for part in (f"Proof of {finding_id}", "adapter_config.json:2", "it says", "sources"):
        assert part in text


def test_the_short_mark_is_enough(rail: Rail, report: Path) -> None:
    """The id as `rail check` prints it, with four characters of its mark, names the finding."""
    short = dropped(report)[: len("restrictions-dropped:") + 4]
    assert rail("explain", short, "--report", str(report)).stdout.startswith(f"Proof of {dropped(report)}\n")


def test_a_report_gives_the_same_proof_as_the_release(rail: Rail, faulty: Path, report: Path) -> None:
    """A saved report is enough to prove a finding."""
    finding_id = dropped(report)
    saved = rail("explain", finding_id, "--report", str(report), "--format", "json").stdout
    again = rail("explain", finding_id, "--path", str(faulty), "--as-of", "2026-11-24", "--format", "json").stdout
    assert json.loads(saved) == json.loads(again)


def test_an_id_that_fits_nothing_names_what_is_there(rail: Rail, repaired: Path) -> None:
    """A finding that is gone is an error, with what stands there instead."""
    done = rail("explain", "link-broken:ffff", "--path", str(repaired))
    assert done.returncode == 2
    assert "has no such finding" in done.stderr
    assert "findings of this rule there: none" in done.stderr


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"schema_version": "1"}'])
def test_a_file_that_is_no_report_is_refused(rail: Rail, tmp_path: Path, content: bytes) -> None:
    """Files that users give are held against the schema."""
    (tmp_path / "report.json").write_bytes(content)
    done = rail("explain", "link-broken:ffff", "--report", str(tmp_path / "report.json"))
    assert done.returncode == 2
    assert "report.json: " in done.stderr
    assert "fault in railkit" not in done.stderr


def test_a_proof_names_the_way_the_records_and_how_to_come_to_it_again(
    rail: Rail, valid: Callable[[str, str], Any], faulty: Path, report: Path
) -> None:
    """The edge with its place, the licence with its source and date, and a command that finds the same."""
    finding_id = dropped(report)
    done = rail("explain", finding_id, str(faulty), "--as-of", "2026-11-24", "--format", "json")
    document = valid(done.stdout, "explain-output")
    (step,) = document["lineage_path"]
    assert (step["child"], step["relation"], step["parent"]) == ("petal-chat-1b", "adapter", "bigscience/bloom")
    assert (step["license"], step["seen"]) == ("bigscience-bloom-rail-1.0", "adapter_config.json:2")
    assert "2026-" in step["resolved"]
    assert [row["license"] for row in document["records"]] == ["bigscience-bloom-rail-1.0"]
    command = shlex.split(document["reproduce"])
    again = json.loads(rail(*command[1:]).stdout)
    assert command[0] == "rail"
    assert again["inputs"]["facts"]["sha256"] == document["inputs"]["facts_sha256"]
    assert finding_id in [finding["id"] for finding in again["findings"]]


def test_a_release_is_named_once(rail: Rail, faulty: Path, report: Path) -> None:
    """Two places for one release are a mistake, not a choice."""
    done = rail("explain", dropped(report), str(faulty), "--path", str(faulty))
    assert done.returncode == 2
    assert "one of them is enough" in done.stderr
