"""``rail check --many``: a list of releases in one run, the same whatever the number of workers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rail.operations.check import check_release
from rail.reports.json import report_document

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]

DAY = "2026-11-24"


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of eighty small releases, every fourth without a licence."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(80):
        root = folder / f"r{number:02}"
        root.mkdir()
        license_ = "" if number % 4 == 0 else "license: mit\n"
        (root / "README.md").write_text(f"---\n{license_}language: en\n---\n# Model {number}\n", encoding="utf-8")
    return folder


def listed(folder: Path, *names: str) -> str:
    """Write a list of paths and return its own path."""
    path = folder.parent / "list.txt"
    path.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return str(path)


def test_every_line_is_the_report_of_one_release(rail: Rail, releases: Path, valid: Callable[[str, str], Any]) -> None:
    """The lines stand in the order of the list, and each is what a check of that release alone says."""
    names = [str(releases / f"r{number:02}") for number in (7, 0, 3)]
    done = rail("check", "--many", listed(releases, *names), "--format", "json", "--as-of", DAY)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert [valid(line, "check-output")["path"] for line in lines] == names
    assert [json.loads(line) for line in lines] == [
        json.loads(json.dumps(report_document(check_release(name, as_of=DAY)))) for name in names
    ]


def test_workers_change_nothing(rail: Rail, releases: Path) -> None:
    """One worker and several give the same bytes."""
    runs = [
        rail("check", "--many", str(releases), "--format", "json", "--as-of", DAY, "--jobs", jobs).stdout
        for jobs in ("1", "2", "5")
    ]
    assert runs[0].count("\n") == 80
    assert runs[0] == runs[1] == runs[2]


def test_the_summary_counts_releases(rail: Rail, releases: Path) -> None:
    """People see how many releases a rule stops, not eighty reports."""
    done = rail("check", "--many", str(releases), "--as-of", DAY)
    assert done.stdout.startswith(f"80 releases, as of {DAY}\n")
    assert "  20      error license-missing\n" in done.stdout


def test_what_cannot_be_checked_is_a_line_and_an_error(
    rail: Rail, releases: Path, valid: Callable[[str, str], Any]
) -> None:
    """A release that is not there stops nothing, is said in its place, and the run ends with 2."""
    names = [str(releases / "r01"), str(releases / "none"), str(releases / "r02")]
    done = rail("check", "--many", listed(releases, *names), "--format", "json", "--fail-on", "never")
    lines = done.stdout.splitlines()
    assert done.returncode == 2
    assert valid(lines[1], "many-error-output")["path"] == names[1]
    assert [json.loads(line)["path"] for line in lines] == names
    assert names[1] in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.txt",), "none.txt"),
        (("LIST", "--revision", "HEAD"), "--revision"),
        (("LIST", "--format", "sarif"), "--format sarif"),
        (("EMPTY",), "names no release"),
        (("LIST", "--fail-on", "bad"), "--fail-on"),
    ],
)
def test_bad_arguments_are_told(
    rail: Rail, releases: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """What cannot hold for a list is refused before anything is read."""
    empty = tmp_path / "empty.txt"
    empty.write_text("\n", encoding="utf-8")
    places = {"LIST": str(releases), "EMPTY": str(empty)}
    done = rail("check", "--many", *(places.get(word, word) for word in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_list_comes_from_standard_input_and_goes_to_a_file(rail: Rail, releases: Path, tmp_path: Path) -> None:
    """A pipe gives the list; the file is whole."""
    output = tmp_path / "out.jsonl"
    done = rail("check", "--many", "-", "--format", "json", "--output", str(output), input=f"{releases / 'r01'}\n")
    assert done.stdout == ""
    assert [json.loads(line)["path"] for line in output.read_text(encoding="utf-8").splitlines()] == [
        str(releases / "r01")
    ]
