"""What others' tools read of this repository: hooks, the action, the examples."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from house.repository import ROOT

SCRIPT = ROOT / ".github" / "actions" / "check" / "check.sh"
RAIL = Path(sys.executable).with_name("rail")


def loaded(name: str) -> Any:  # noqa: ANN401 # a YAML document
    """Return a YAML file of the checkout."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_hooks_name_commands_that_exist() -> None:
    """pre-commit installs the package and starts what stands there."""
    from rail_cli.group import COMMANDS

    hooks = loaded(".pre-commit-hooks.yaml")
    assert {hook["id"] for hook in hooks} == {"rail-check", "rail-identify"}
    for hook in hooks:
        program, command = hook["entry"].split()[:2]
        assert program == "rail"
        assert command in COMMANDS


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        ("README.md", True),
        ("docs/model-card.md", True),
        ("LICENSE-MODEL", True),
        ("rail.yaml", True),
        (".rail/curations.yaml", True),
        ("model-00001.safetensors", True),
        ("adapter_config.json", True),
        ("src/train.py", False),
        ("tests/data.csv", False),
    ],
)
def test_the_hook_runs_when_something_that_it_reads_changed(path: str, runs: bool) -> None:  # noqa: FBT001 # a table
    """The pattern holds the files that can change a verdict, and no others."""
    hook = next(hook for hook in loaded(".pre-commit-hooks.yaml") if hook["id"] == "rail-check")
    assert (re.search(hook["files"], path) is not None) is runs


def test_no_input_of_the_action_is_a_word_of_a_script() -> None:
    """An input such as ``$(rm -rf .)`` must stay data: only ``env`` may hold an expression."""
    steps = loaded("action.yml")["runs"]["steps"]
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []


def action(folder: Path, release: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str, str]:
    """Run what the action runs, and return the process, its outputs and its summary."""
    output, summary = folder / "output", folder / "summary"
    variables = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "RUNNER_TEMP": str(folder)}
    environment = {**os.environ, **variables, "RAIL_COMMAND": str(RAIL), "RAIL_PATH": str(release), **inputs}
    environment["RAIL_PYTHON"] = sys.executable
    done = subprocess.run(["bash", str(SCRIPT)], check=False, capture_output=True, text=True, env=environment)
    read = [path.read_text(encoding="utf-8") if path.exists() else "" for path in (output, summary)]
    return done, read[0], read[1]


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release without a licence, in a folder whose name a shell would act on."""
    folder = tmp_path / "a $(touch gone) release"
    folder.mkdir()
    (folder / "README.md").write_text("---\nlanguage: en\n---\n# Model\n", encoding="utf-8")
    return folder


@pytest.mark.skipif(not RAIL.exists(), reason="the console script is not installed beside this interpreter")
def test_the_action_annotates_and_leaves_its_outputs(tmp_path: Path, release: Path) -> None:
    """Findings become annotations, the verdict an output, the report a summary, SARIF a file."""
    done, output, summary = action(tmp_path, release)
    assert done.returncode == 1, done.stderr
    assert re.search(r"^::error .*license-missing", done.stdout, re.MULTILINE)
    assert "verdict=denied\n" in output
    assert (tmp_path / "rail.sarif").read_text(encoding="utf-8").startswith("{")
    assert "license-missing" in summary
    assert not list(tmp_path.rglob("gone"))


@pytest.mark.skipif(not RAIL.exists(), reason="the console script is not installed beside this interpreter")
@pytest.mark.parametrize(("inputs", "code"), [({"RAIL_FAIL_ON": "never"}, 0), ({"RAIL_PACKS": "$(touch gone)"}, 2)])
def test_the_action_ends_as_the_command_does(tmp_path: Path, release: Path, inputs: dict[str, str], code: int) -> None:
    """The exit policy is the command's own, and what is wrong is an error."""
    done, output, _ = action(tmp_path, release, **inputs)
    assert done.returncode == code
    assert f"exit-code={code}\n" in output
    assert not list(tmp_path.rglob("gone"))


def test_the_examples_use_options_that_exist() -> None:
    """Each ``rail check`` of the examples is one that the command takes."""
    from rail_cli.commands.check import FORMATS, command

    options = {name for parameter in command.params for name in parameter.opts}
    lines = [line for job in (loaded("docs/examples/gitlab.yml")["rail"],) for line in job["script"]]
    used = [word for line in lines for word in line.split() if word.startswith("--")]
    assert set(used) <= options
    assert {line.split("--format ")[1].split()[0] for line in lines if "--format" in line} <= set(FORMATS)
