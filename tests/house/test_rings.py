"""Who may do what: only the command line prints or exits, only one module knows paths, nothing heavy loads early."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from house.repository import name_of, read_text, tracked_under

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENGINE = [path for path in tracked_under("rail") if path.suffix == ".py"]
CODE = [path for path in tracked_under("rail", "cli") if path.suffix == ".py"]
HEAVY = {
    "git",
    "jsonschema",
    "license_expression",
    "markdown_it",
    "rapidfuzz",
    "rich",
    "spdx_python_model",
    "spdx_tools",
    "sqlite3",
}
# The one place of a heavy package (house style, 10): its modules are nothing without it.
ADAPTERS = {
    "rail/documents/spdx2/": {"license_expression", "spdx_tools"},
    "rail/documents/spdx3/": {"spdx_python_model"},
}
SCRIPT = "__name__ == '__main__'"
SPEAKS = {"print", "input", "exit", "quit", "sys.exit", "os._exit", "sys.stdout", "sys.stderr", "SystemExit"}

LIST_MODULES = """
import json, sys
sys.argv = {argv}
before = set(sys.modules)  # a tool that measures the tests loads some itself
try:
    from rail_cli.main import main
    main()
except SystemExit:
    pass
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""
IMPORT_ALL = """
import importlib, json, pkgutil, sys
import rail, rail_cli
opened = []
def watch(event, args):
    if event == "open" and isinstance(args[0], str) and not args[0].endswith((".py", ".pyc", ".so")):
        opened.append(args[0])
sys.addaudithook(watch)
for package in (rail, rail_cli):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
print(json.dumps([name for name in opened if "/rail/" in name or "/rail_cli/" in name]))
"""


def run_python(source: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter, which writes no bytecode: that would be a file of its own that it opens."""
    return subprocess.run([sys.executable, "-B", "-c", source], check=True, capture_output=True, text=True)


def statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield what a module says, except what type checkers alone see and what runs with ``python -m`` alone."""
    as_script = any(isinstance(node, ast.If) and ast.unparse(node.test) == SCRIPT for node in tree.body)
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", SCRIPT}:
            continue
        if as_script and isinstance(node, ast.FunctionDef) and node.name == "main":
            continue
        yield node


def imported_at_top(path: Path) -> set[str]:
    """Return the top-level packages that a module imports as it is loaded."""
    return {name.split(".")[0] for name in modules_at_top(path)}


def modules_at_top(path: Path) -> set[str]:
    """Return the modules that a module imports as it is loaded."""
    names: set[str] = set()
    for node in statements(ast.parse(read_text(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def spoken(path: Path) -> list[str]:
    """Return where a module prints, reads the terminal or ends the process."""
    return [
        f"{name_of(path)}:{node.lineno}: {ast.unparse(node)}"
        for statement in statements(ast.parse(read_text(path)))
        for node in ast.walk(statement)
        if isinstance(node, (ast.Name, ast.Attribute)) and ast.unparse(node) in SPEAKS
    ]


def test_the_engine_neither_prints_nor_exits() -> None:
    """Only the command line speaks; scripts at the end of a module excepted."""
    assert [place for path in ENGINE for place in spoken(path)] == []


def test_only_one_module_knows_where_data_lives() -> None:
    """`__file__` and package resources are looked up in rail/resources.py alone."""
    knows = [
        name_of(path)
        for path in CODE
        if any(
            (isinstance(node, ast.Name) and node.id == "__file__")
            or (isinstance(node, (ast.Import, ast.ImportFrom)) and "importlib.resources" in ast.unparse(node))
            for node in ast.walk(ast.parse(read_text(path)))
        )
    ]
    assert knows == ["rail/resources.py"]


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_module_imports_a_heavy_package_at_its_top(path: Path) -> None:
    """A heavy package is imported in the function that uses it, or in its adapter, which is imported there."""
    adapted = next((names for folder, names in ADAPTERS.items() if name_of(path).startswith(folder)), set())
    assert imported_at_top(path) & HEAVY - adapted == set()


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_module_imports_an_adapter_at_its_top(path: Path) -> None:
    """What imports a heavy package at its top is itself imported in functions, but by its neighbours."""
    folders = [folder for folder in ADAPTERS if not name_of(path).startswith(folder)]
    modules = tuple(folder.rstrip("/").replace("/", ".") for folder in folders)
    assert [name for name in modules_at_top(path) if name.startswith(modules or ("none",))] == []


def test_importing_everything_reads_no_data() -> None:
    """Nothing of ours is loaded at import time, only code."""
    assert json.loads(run_python(IMPORT_ALL).stdout) == []


@pytest.mark.parametrize("argv", [["rail", "--version"], ["rail", "--help"]], ids=" ".join)
def test_version_and_help_load_nothing_heavy(argv: list[str]) -> None:
    """The command starts fast because it loads little."""
    modules = json.loads(run_python(LIST_MODULES.format(argv=argv)).stderr.splitlines()[-1])
    assert set(modules) & (HEAVY | {"yaml", "rail.knowledge.store", "rail.identify", "rail.artifacts"}) == set()
