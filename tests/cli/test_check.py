"""``rail check`` and ``rail facts`` on whole releases."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft4Validator

from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    from collections.abc import Callable

    Rail = Callable[..., subprocess.CompletedProcess[str]]

FORMATS = ["terminal", "json", "sarif", "junit", "html", "markdown", "github"]
PLANTED = {
    "base-model-undeclared",
    "card-key-duplicated",
    "card-section-missing",
    "card-value-mistyped",
    "license-conflict-between-places",
    "license-family-ambiguous",
    "license-file-empty-or-placeholder",
    "license-id-unknown-to-hub",
    "link-broken",
    "restrictions-dropped",
}


@pytest.fixture
def own_copy(faulty: Path, tmp_path: Path) -> Path:
    """Return a copy of the faulty release that a test may change."""
    return Path(shutil.copytree(faulty, tmp_path / "release"))


def test_every_planted_fault_is_found(rail: Rail, valid: Callable[[str, str], Any], faulty: Path) -> None:
    """The faulty release has each fault that was put into it, and fails."""
    done = rail("check", str(faulty), "--format", "json")
    document = valid(done.stdout, "check-output")
    assert {finding["rule"] for finding in document["findings"]} >= PLANTED
    assert (done.returncode, document["verdict"]) == (1, "denied")


def test_the_repaired_release_has_no_finding(rail: Rail, valid: Callable[[str, str], Any], repaired: Path) -> None:
    """Code under MIT beside weights under a RAIL licence is fine."""
    done = rail("check", str(repaired), "--format", "json")
    document = valid(done.stdout, "check-output")
    assert (done.returncode, document["verdict"], document["findings"]) == (0, "allowed", [])
    assert {part["kind"]: part["license"] for part in document["components"]} == {
        "weights": "bigscience-bloom-rail-1.0",
        "code": "mit",
        "docs": "bigscience-bloom-rail-1.0",
    }


def test_taking_one_restriction_out_of_the_text_is_found(rail: Rail, repaired: Path, tmp_path: Path) -> None:
    """The repaired release is not green by accident: one clause less, and the check fails."""
    copy = Path(shutil.copytree(repaired, tmp_path / "release"))
    text = TextPack.load().text("bigscience-bloom-rail-1.0") or ""
    start = text.index("To defame, disparage")
    (copy / "LICENSE").write_text(text[:start] + text[text.index("\n", start) :], encoding="utf-8")
    done = rail("check", str(copy), "--format", "json")
    found = {finding["rule"] for finding in json.loads(done.stdout)["findings"]}
    assert "license-text-modified" in found
    assert done.returncode == 1


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 1), ("error,review", 1), ("info", 1)])
def test_the_exit_code_does_not_depend_on_the_format(
    rail: Rail, faulty: Path, format_: str, fail_on: str, code: int
) -> None:
    """--fail-on decides, in every format."""
    assert rail("check", str(faulty), "--format", format_, "--fail-on", fail_on).returncode == code


@pytest.mark.parametrize("format_", FORMATS)
def test_same_input_same_bytes(rail: Rail, faulty: Path, format_: str) -> None:
    """Hash seeds, widths, colours and languages of the machine leave no trace."""
    first, second = (
        rail("check", ".", "--format", format_, "--as-of", "2026-01-01", cwd=faulty, env=environment).stdout
        for environment in (
            {"PYTHONHASHSEED": "1", "COLUMNS": "50", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "2", "COLUMNS": "200", "FORCE_COLOR": "1", "LC_ALL": "C.UTF-8"},
        )
    )
    assert first == second
    assert "2026-01-01" in first


@pytest.mark.parametrize("format_", FORMATS)
def test_output_goes_to_a_file(rail: Rail, faulty: Path, tmp_path: Path, format_: str) -> None:
    """With --output standard output stays empty, and the file has what would have stood there."""
    target = tmp_path / "report"
    done = rail("check", str(faulty), "--format", format_, "--output", str(target))
    assert (done.returncode, done.stdout) == (1, "")
    assert target.read_text(encoding="utf-8") == rail("check", str(faulty), "--format", format_).stdout


def test_a_file_that_cannot_be_written_is_an_error(rail: Rail, repaired: Path, tmp_path: Path) -> None:
    """No report, no success."""
    done = rail("check", str(repaired), "--output", str(tmp_path / "no" / "such"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_quiet_and_verbose(rail: Rail, faulty: Path) -> None:
    """--quiet has no reasons, --verbose has the whole id of a finding."""
    quiet = rail("check", str(faulty), "--quiet").stdout
    assert "    why " not in quiet
    found = json.loads(rail("check", str(faulty), "--format", "json").stdout)["findings"]
    assert len(quiet.splitlines()) == len(found) + len(["verdict", "no legal advice"])
    assert "Verdict: denied" in quiet
    (finding,) = [
        finding
        for finding in json.loads(rail("check", str(faulty), "--format", "json").stdout)["findings"]
        if finding["rule"] == "restrictions-dropped"
    ]
    assert finding["id"] in rail("check", str(faulty), "--verbose").stdout
    assert finding["id"] not in rail("check", str(faulty)).stdout


def test_a_git_revision_is_checked_as_it_was(rail: Rail, repaired: Path, tmp_path: Path) -> None:
    """--revision looks at the commit, not at the files on disk."""
    copy = Path(shutil.copytree(repaired, tmp_path / "release"))
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Release"]):
        subprocess.run(["git", *arguments], cwd=copy, check=True)
    (copy / "LICENSE").write_text("", encoding="utf-8")
    assert rail("check", str(copy)).returncode == 1
    done = rail("check", str(copy), "--revision", "HEAD")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "revision" in done.stdout


def test_a_waiver_is_applied_until_its_day(rail: Rail, valid: Callable[[str, str], Any], own_copy: Path) -> None:
    """A waived finding is shown as such and does not fail; after its last day it fails again."""
    (own_copy / "rail.yaml").write_text(
        "waivers:\n"
        "  - rule: restrictions-dropped\n"
        "    reason: the lawyers are writing the annex\n"
        "    owner: Kim Example\n"
        "    expires: 2026-06-30\n",
        encoding="utf-8",
    )

    def state(as_of: str) -> tuple[list[bool], list[str]]:
        text = rail("check", str(own_copy), "--format", "json", "--as-of", as_of).stdout
        document = valid(text, "check-output")
        waived = [item["waived"] for item in document["findings"] if item["rule"] == "restrictions-dropped"]
        return waived, [item["path"] for item in document["findings"] if item["rule"] == "waiver-expired"]

    assert state("2026-06-30") == ([True], [])
    assert state("2026-07-01") == ([False], ["rail.yaml"])
    shown = rail("check", str(own_copy), "--as-of", "2026-06-30").stdout
    assert "waived by Kim Example until 2026-06-30: the lawyers are writing the annex" in " ".join(shown.split())


@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_file_names(rail: Rail, tmp_path: Path, format_: str) -> None:
    """A licence file with a terrible name is reported by that name and changes nothing else."""
    folder = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), b"d\x1b[31m\xff [bold]%2e:\n")))  # noqa: PTH118 # bytes
    folder.mkdir()
    (folder / "LICENSE").write_bytes(b"")
    (tmp_path / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    done = rail("check", str(tmp_path), "--format", format_, "--verbose")
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "license-file-empty-or-placeholder" in done.stdout
    if format_ in {"json", "sarif"}:
        assert done.stdout.isascii()
        json.loads(done.stdout)


def test_facts_fit_their_schema(rail: Rail, valid: Callable[[str, str], Any], faulty: Path) -> None:
    """The facts document is what its schema says."""
    document = valid(rail("facts", str(faulty)).stdout, "facts")
    assert document["artifact"] == "model"


def test_a_real_sarif_log_fits_the_official_schema(rail: Rail, faulty: Path) -> None:
    """The schema of OASIS accepts what the command prints."""
    path = Path(__file__).resolve().parents[2] / "third_party" / "schemas" / "sarif-2.1.0.json"
    log = json.loads(rail("check", str(faulty), "--format", "sarif").stdout)
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert [error.message for error in Draft4Validator(schema).iter_errors(log)] == []
