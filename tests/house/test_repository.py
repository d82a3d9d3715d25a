"""What holds for every tracked file: size, no path or host of one machine, known kinds of change notes."""

from __future__ import annotations

import ast
import re

import pytest

from house.repository import ROOT, name_of, read_text, tracked_files

LONG_REASON = "# Longer than 300 lines: "
KINDS = {"security", "added", "changed", "deprecated", "removed", "fixed"}

# Written with classes of one letter, so that this file does not match itself.
_MACHINE_PATH = re.compile(r"(?<![\w.<-])/(?:wor[k]|roo[t]|hom[e]/(?!me\b|user\b|\$)\w+|User[s]/\w+)/")
_REGISTRY_HOST = re.compile(r"[\w.-]*(?:python[h]osted|py[p]i|npm[j]s)\.(?:org|com)", re.IGNORECASE)


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function of a module."""
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has below its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_a_file_has_at_most_300_lines_or_a_reason() -> None:
    """A longer file says at its top why it is not two."""
    long = [
        name_of(path)
        for path in tracked_files(".py")
        if len(read_text(path).splitlines()) > 300 and LONG_REASON not in read_text(path)[:2000]
    ]
    assert long == []


def test_a_function_has_at_most_40_lines() -> None:
    """A longer function holds two thoughts."""
    long = [
        f"{name_of(path)}:{function.lineno}: {function.name}: {code_lines(function)}"
        for path in tracked_files(".py")
        if not name_of(path).startswith("tests/")
        for function in functions(ast.parse(read_text(path)))
        if code_lines(function) > 40
    ]
    assert long == []


@pytest.mark.parametrize("pattern", [_MACHINE_PATH, _REGISTRY_HOST], ids=["paths of one machine", "registry hosts"])
def test_no_tracked_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    """What is committed works everywhere: no home folder, and whatever index pip is configured for."""
    found = [
        f"{name_of(path)}:{number}: {match[0]}"
        for path in tracked_files()
        for number, line in enumerate(read_text(path).splitlines(), 1)
        for match in pattern.finditer(line)
    ]
    assert found == []


def test_no_lock_file_is_tracked() -> None:
    """Versions are pinned in constraints.txt; a lock file would name where packages came from."""
    assert [name_of(path) for path in tracked_files(".lock")] == []


def test_content_folders_hold_no_code() -> None:
    """licenses/ and policy/ travel as data."""
    code = [name_of(path) for path in tracked_files(".py") if name_of(path).startswith(("licenses/", "policy/"))]
    assert code == []


def test_a_change_note_lies_in_the_folder_of_its_kind() -> None:
    """changelog.d/<kind>/<name>.md, as CONTRIBUTING says."""
    notes = [path for path in tracked_files() if name_of(path).startswith("changelog.d/")]
    assert {path.parent.name for path in notes} <= KINDS
    assert {path.suffix for path in notes} <= {".md"}


def test_every_ignored_rule_of_the_linter_has_a_reason() -> None:
    """An ignore in pyproject.toml stands with its reason on the same line."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    bare = [line for line in lines if re.fullmatch(r'\s+"[A-Z]+[0-9]*",\s*', line)]
    assert bare == []


def test_every_silenced_complaint_names_its_code_and_reason() -> None:
    """A ``noqa`` or ``type: ignore`` in the code has a code, and words behind it."""
    silenced = re.compile(
        r"# (?:noqa|type: ignore)(?P<code>: [A-Z0-9, ]*[0-9]|\[[a-z, -]+\])?(?P<reason>\s+[#-] \S.*)?$"
    )
    bare = [
        f"{name_of(path)}:{number}: {match[0]}"
        for path in tracked_files(".py")
        for number, line in enumerate(read_text(path).splitlines(), 1)
        if (match := silenced.search(line)) and not (match["code"] and match["reason"])
    ]
    assert bare == []
