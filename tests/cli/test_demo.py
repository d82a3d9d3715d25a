"""``rail demo``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


def test_the_demo_prints_the_same_everywhere(rail: Rail, tmp_path: Path) -> None:
    """No path of the machine, no date but the one given, no trace of what was downloaded before."""
    cache = tmp_path / "models--bigscience--bloom" / "snapshots" / ("a" * 40)
    cache.mkdir(parents=True)
    (cache / "README.md").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    (cache.parents[1] / "refs").mkdir()
    (cache.parents[1] / "refs" / "main").write_text("a" * 40, encoding="utf-8")
    first = rail("demo", "--as-of", "2026-01-01")
    second = rail("demo", "--as-of", "2026-01-01", cwd=tmp_path, env={"HF_HUB_CACHE": str(tmp_path)})
    assert first.returncode == 0
    assert (first.stdout, first.stderr) == (second.stdout, second.stderr)
    assert "rail-demo-" not in first.stdout


def test_the_demo_is_red_then_green(rail: Rail) -> None:
    """At least six faults of different rules first, none after."""
    text = rail("demo").stdout
    before, _, after = text.partition("2. The same release, repaired")
    assert "Verdict: denied" in before
    assert "Verdict: allowed" in after
    assert "0 errors, 0 to review, 0 warnings, 0 info" in after


def test_keep_writes_only_into_a_new_folder(rail: Rail, tmp_path: Path) -> None:
    """Nothing of somebody's is overwritten."""
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    done = rail("demo", "--keep", str(tmp_path))
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_all_parties_are_fictitious(faulty: Path, repaired: Path) -> None:
    """Every address is at example.org; the licence text is written at run time and not shipped."""
    for path in (*faulty.iterdir(), *repaired.iterdir()):
        if path.name not in {"LICENSE", "LICENSE-CODE"}:
            assert "@" not in path.read_bytes().decode("latin-1").replace("petal@example.org", "")
    assert (faulty / "LICENSE").read_bytes() == b""
    assert "BigScience" in (repaired / "LICENSE").read_text(encoding="utf-8")
