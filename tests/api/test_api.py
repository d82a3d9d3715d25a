"""The names that other programs may rely on, and the page that documents them."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

import rail

PAGE = Path(__file__).resolve().parents[2] / "docs" / "concepts" / "python.md"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """The release that the page speaks of."""
    folder = tmp_path / "my-release"
    folder.mkdir()
    (folder / "README.md").write_text("---\nlicense: unknown-one\n---\n# Model\n", encoding="utf-8")
    return folder


def test_the_example_of_the_page_prints_what_the_page_says(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who types the example sees what is promised."""
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(release.parent)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(found[1] if found else "", {})  # noqa: S102 # our own page
    lines = printed.getvalue().splitlines()
    assert lines[0] == "denied"
    assert "error license-id-unknown-to-hub README.md:2" in lines


def test_every_promised_name_is_on_the_page() -> None:
    """A name without a line on the page is no promise."""
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in rail.__all__ if name != "__version__" and f"rail.{name}" not in page] == []


def test_importing_rail_loads_nothing() -> None:
    """A program that only wants the version does not pay for the engine."""
    code = "import sys, rail; print(sorted(name for name in sys.modules if name.startswith('rail.')))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "['rail.version']"


def test_a_report_is_json_of_the_command(release: Path) -> None:
    """The text is what the command prints."""
    script = Path(sys.executable).with_name("rail")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "rail_cli"]
    arguments = ["check", str(release), "--format", "json", "--as-of", "2026-11-24"]
    done = subprocess.run([*command, *arguments], check=False, capture_output=True, text=True)
    assert done.stdout == rail.report_json(rail.check(release, as_of="2026-11-24"))


def test_what_cannot_be_read_is_the_one_error(tmp_path: Path) -> None:
    """A program catches one class, with a sentence and a next step."""
    with pytest.raises(rail.RailError, match="none"):
        rail.check(tmp_path / "none")
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        rail.chekc  # type: ignore[attr-defined] # noqa: B018 # the error is the point


def test_facts_and_texts_are_read_from_python(release: Path) -> None:
    """Facts come with their places; a text that is no licence says so."""
    assert [str(claim.location) for claim in rail.facts(release).claims] == ["README.md:2"]
    assert [found.status.value for found in rail.identify_text("hello")] == ["none"]
