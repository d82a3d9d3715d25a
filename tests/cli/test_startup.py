"""What a command imports; a start is quick when little is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"yaml", "rich", "jsonschema", "git", "spdx_tools", "markdown_it", "rapidfuzz", "license_expression"}
PROBE = """
import sys
sys.argv = ["rail", *sys.argv[1:]]
from rail_cli.main import main
code = main()
sys.stderr.write("\\n".join(sorted(sys.modules)))
sys.exit(code)
"""
LICENSE = Path(__file__).parents[2] / "LICENSE"


def modules_of(*arguments: str) -> set[str]:
    """Return the modules that a command line leaves loaded."""
    done = subprocess.run([sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["identify", str(LICENSE)], ["identify", "--format", "json", str(LICENSE)]],
)
def test_nothing_heavy_is_imported(arguments: list[str]) -> None:
    """The plainest commands load none of the packages that take long to import."""
    assert modules_of(*arguments) & HEAVY == set()


def test_help_imports_no_command() -> None:
    """The helps stand in a table."""
    assert [name for name in modules_of("--help") if name.startswith("rail_cli.commands")] == []


@pytest.mark.parametrize("arguments", [["--version"], ["identify", str(LICENSE)]])
def test_the_quick_way_needs_no_option_parser(arguments: list[str]) -> None:
    """Parsing options takes longer than what these two do."""
    assert "click" not in modules_of(*arguments)


def test_the_version_needs_no_package_metadata() -> None:
    """The version is a constant of the package."""
    assert "importlib.metadata" not in modules_of("--version")


def test_one_command_imports_no_other() -> None:
    """The lazy group loads the command that runs."""
    loaded = [name for name in modules_of("license", "list") if name.startswith("rail_cli.commands.")]
    assert sorted(loaded) == [
        "rail_cli.commands.license",
        "rail_cli.commands.licenses",
        "rail_cli.commands.licenses.list",
    ]
