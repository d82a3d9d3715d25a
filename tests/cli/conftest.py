"""The command, as an installation has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = Path(sys.executable).with_name("rail")
# A checkout that is only on the path has no script, but the same entry.
COMMAND = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "rail_cli"]


@pytest.fixture(scope="session")
def rail() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the console script with arguments; options of ``subprocess.run`` may be given."""

    def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401 # options of run()
        environment = {**os.environ, "TERM": "dumb", **options.pop("env", {})}
        options = {"capture_output": True, "text": True, "timeout": 60, **options, "env": environment}
        return subprocess.run([*COMMAND, *arguments], check=False, **options)

    return run


@pytest.fixture(scope="session")
def valid() -> Callable[[str, str], Any]:
    """Parse an output and hold it against a schema of ``policy/schema``."""

    def parse(text: str, schema: str) -> Any:  # noqa: ANN401 # a JSON document
        document = json.loads(text)
        path = content_dir("policy") / "schema" / f"{schema}.schema.json"
        validator = Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
        assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)] == []
        return document

    return parse


@pytest.fixture(scope="session")
def demo(rail: Callable[..., subprocess.CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with both states of the demonstration."""
    folder = tmp_path_factory.mktemp("demo") / "petal"
    done = rail("demo", "--keep", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def faulty(demo: Path) -> Path:
    """Return the release with planted faults."""
    return demo / "faulty" / "petal-chat-1b"


@pytest.fixture(scope="session")
def repaired(demo: Path) -> Path:
    """Return the repaired release."""
    return demo / "repaired" / "petal-chat-1b"
