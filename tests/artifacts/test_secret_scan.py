"""detect-secrets is asked in a process of its own, and what it could not do is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.artifacts import secret_scan
from rail.artifacts.collect import open_source
from rail.artifacts.secret_scan import scan_secrets
from rail.knowledge.store import Knowledge
from rail.operations.check import check_release

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rail.model.contents import Scan

    Scanning = Callable[..., Scan]

LINE = 'password = "heron-Song-4711-reed"\n'


@pytest.fixture
def scan(write: Callable[..., Path]) -> Scanning:
    """Return a function that writes files and has them searched."""

    def scan_files(files: Mapping[str, str | bytes], seconds: float = 60) -> Scan:
        with open_source(str(write(files))) as source:
            return scan_secrets(source, Knowledge.load(), seconds)

    return scan_files


def test_places_are_those_of_the_release(scan: Scanning) -> None:
    """Copies lie under numbers; what is told are the release's own paths, however they are called."""
    found = scan({"a\n;b/-n.py": f"\n{LINE}", "vendor/x.py": LINE, "b.py": "x = 1\n"})
    assert [(one.location.line, one.vendored) for one in found.secrets] == [(2, False), (1, True)]
    assert found.problem is None
    assert found.tool.startswith("detect-secrets ")
    assert "heron" not in repr(found)


def test_data_and_weights_are_not_shown_to_it(scan: Scanning) -> None:
    """It gets the text files that are looked into anyway."""
    assert scan({"data/rows.jsonl": LINE, "tokenizer.json": LINE, "model.safetensors": LINE}).secrets == ()


def test_a_missing_package_is_a_problem(scan: Scanning, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra nothing is known, and the command that installs it is told."""
    monkeypatch.setattr(secret_scan, "find_spec", lambda _name: None)
    found = scan({"a.py": LINE})
    assert (found.problem, found.hint) == ("detect-secrets is not installed", "pip install 'railkit[secrets]'")


def test_a_slow_search_is_broken_off(scan: Scanning) -> None:
    """Then nothing is known."""
    found = scan({"a.py": LINE}, seconds=0.001)
    assert found.problem == "detect-secrets took longer than 0.001 seconds"
    assert found.secrets == ()


def test_a_failing_search_is_told(scan: Scanning, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tool says of its failure is told in short."""
    monkeypatch.setattr(secret_scan, "ARGUMENTS", ("sing",))
    assert (scan({"a.py": LINE}).problem or "").startswith("detect-secrets failed:")


def test_nothing_is_ever_tried_at_an_issuer() -> None:
    """Verification is switched off, and no comment of a release switches the search off."""
    assert "--no-verify" in secret_scan.ARGUMENTS
    assert any("allowlist" in argument for argument in secret_scan.ARGUMENTS)


def test_only_a_pack_that_asks_for_it_runs_it(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The default pack starts no process; what is excluded is not shown to it."""
    root = str(write({"a.py": LINE, "old/b.py": LINE, "rail.yaml": "excludes: [old/]\n"}))
    deep = check_release(root, packs=("default", "secrets"), as_of="2026-11-24")
    assert [one.location.path for one in deep.findings if one.rule == "secret-suspected"] == ["a.py"]
    monkeypatch.setattr(secret_scan, "scan_secrets", None)
    check_release(root, as_of="2026-11-24")
