"""Golden outputs: what a command prints, whole, with placeholders for what differs between machines and days."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rail import __version__
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from collections.abc import Callable

EXPECTED = Path(__file__).parent / "expected"
SCRIPT = Path(sys.executable).with_name("rail")
COMMAND = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "rail_cli"]


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with both states of the demonstration."""
    folder = tmp_path_factory.mktemp("golden") / "petal"
    subprocess.run([*COMMAND, "demo", "--keep", str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture
def golden(releases: Path) -> Callable[[str, list[str]], None]:
    """Run a command in the folder of the demonstration and hold its output against ``expected/NAME``.

    With ``RAIL_UPDATE_GOLDEN=1`` the file is written instead; read the difference before it is committed.
    """

    def compare(name: str, arguments: list[str]) -> None:
        done = subprocess.run([*COMMAND, *arguments], cwd=releases, capture_output=True, text=True, check=False)
        found = _neutral(
            f"$ rail {' '.join(arguments)}\n{done.stdout}{done.stderr}[exit code {done.returncode}]\n", releases
        )
        if os.environ.get("RAIL_UPDATE_GOLDEN"):
            EXPECTED.mkdir(exist_ok=True)
            (EXPECTED / name).write_text(found, encoding="utf-8")
        assert (EXPECTED / name).read_text(encoding="utf-8") == found

    return compare


# What changes with every rule and record: hashes, rules that found nothing, numbers of rules. And words of licences,
# which are others' and stand in no file of ours.
_MOVING = (
    (r'"inputs": \{.*?\n  \},', '"inputs": "@@INPUTS@@",'),
    (r'"ran": \[[^]]*\]', '"ran": "@@RULES@@"'),
    (r'(?<="version": "@@VERSION@@",)\s+"rules": \[.*?\n          \]', ' "rules": "@@RULES@@"'),
    (r'"ruleIndex": \d+', '"ruleIndex": "@@N@@"'),
    (r"sha256:[0-9a-f]{64}", "sha256:@@HASH@@"),
    (r"(?<=patches/)[0-9a-f]{16}", "@@HASH@@"),
    (r"(facts|knowledge)( +)[0-9a-f]{64}", r"\1\2@@HASH@@"),
    (r"<testcase [^>]*/>\n", ""),
    (r' tests="\d+"', ' tests="@@N@@"'),
    (r"(?<=<blockquote><bdi>).*?(?=</bdi>)", "@@QUOTE@@"),
    (r'(?<=<th scope="row">Knowledge of</th><td>)[0-9-]+', "@@DATE@@"),
    (r'(?<=<th scope="row">Rules that ran</th><td>)\d+', "@@N@@"),
)


def _neutral(text: str, root: Path) -> str:
    text = text.replace(str(root), "@@ROOT@@").replace(__version__, "@@VERSION@@")
    text = re.sub(rf"([Kk]nowledge(?:_date|Date)?\W+(?:of )?\"?){Knowledge.load().date}", r"\1@@DATE@@", text)
    text = text.replace(__version__.replace(".dev", "-dev"), "@@VERSION@@")
    for pattern, instead in _MOVING:
        text = re.sub(pattern, instead, text, flags=re.DOTALL)
    return text
