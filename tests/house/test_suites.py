"""The account of what did not run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from house.repository import ROOT, tracked_under

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
SOURCE = """
import pytest

def test_runs(): pass

@pytest.mark.skip(reason="needs a thing")
def test_needs_a_thing(): pass
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with our conftest and two suites: `whole` runs, `partial` skips a test."""
    tests = pytester.mkdir("tests")
    shutil.copy(CONFTEST, tests / "conftest.py")
    for name, text in (("partial", SOURCE), ("whole", "def test_runs(): pass\n")):
        (tests / name).mkdir()
        (tests / name / f"test_{name}.py").write_text(text)
    return pytester


def test_a_skipped_test_is_listed_with_its_reason(project: pytest.Pytester) -> None:
    """The end of a run says what was not run, and why."""
    result = project.runpytest_subprocess("tests")
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*not run here, and why*", "partial: 1 skipped: needs a thing"])


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_required_suite_that_skips_fails_the_run(project: pytest.Pytester, workers: str) -> None:
    """A required suite with a skipped test is a failure, with and without workers."""
    result = project.runpytest_subprocess("tests", "-n", workers, "--require-suites=whole,partial")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["required, but partial: 1 skipped"])


def test_a_module_that_skips_as_a_whole_fails_a_required_suite(project: pytest.Pytester) -> None:
    """An import that is missing skips a whole file, which is no less a skip."""
    whole = project.path / "tests" / "whole" / "test_more.py"
    whole.write_text('import pytest\npytest.importorskip("no_such_module_here")\n')
    result = project.runpytest_subprocess("tests", "--require-suites=whole")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["whole: 1 skipped: *no_such_module_here*", "required, but whole: 1 skipped"])


def test_a_required_suite_without_tests_fails_the_run(project: pytest.Pytester) -> None:
    """A required suite that does not exist is a failure."""
    result = project.runpytest_subprocess("tests", "--require-suites=whole,absent")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["required, but absent: no test ran"])


def test_required_suites_that_ran_whole_pass(project: pytest.Pytester) -> None:
    """Nothing else is demanded than what was named."""
    result = project.runpytest_subprocess("tests", "--require-suites=whole")
    assert result.ret == pytest.ExitCode.OK


def test_ci_names_every_suite() -> None:
    """A new folder of tests is also one that CI refuses to skip."""
    named = re.search(r"^readonly SUITES=(.*)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert named is not None
    tests = [path for path in tracked_under("tests") if path.name.startswith("test_")]
    folders = {path.relative_to(ROOT / "tests").parts[0] for path in tests}
    assert set(named[1].split(",")) == folders | {"slow"}
