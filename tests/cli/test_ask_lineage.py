"""Questions about what is built on something: the terms of upstreams of upstreams, and names that a lock knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

LOCK = """\
schema: lock/1
upstreams:
  - {name: acme/middle, license: mit, stated: true}
  - {name: bigscience/bloom, used_by: [{name: acme/middle, relation: finetune}]}
  - {name: acme/words, kind: dataset, used_by: [{name: acme/middle, relation: trained-on}]}
  - {name: acme/teacher, license: llama2, used_by: [{name: acme/middle, relation: distilled}]}
"""


def test_what_a_base_is_built_on_is_asked_as_well(rail: Run, tmp_path: Path) -> None:
    """The base permits, what it is built on does not; data of unknown terms behind it is told and decides nothing."""
    (tmp_path / "LICENSE").write_text(TextPack.load().text("mit") or "", encoding="utf-8")
    (tmp_path / "README.md").write_text("---\nlicense: mit\nbase_model: acme/middle\n---\n# M\n", encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes((2).to_bytes(8, "little") + b"{}")
    (tmp_path / "rail.lock").write_text(LOCK, encoding="utf-8")
    done = rail("ask", str(tmp_path), "--use", "medical-advice")
    assert done.stdout.startswith("denied")
    said = " ".join(done.stdout.split())
    assert "with 1 stated upstream and " in said
    assert "derived-from bigscience/bloom, through acme/middle" in said
    assert "data behind them of unknown licence (acme/words" in said
    assert "llama2 (distilled acme/teacher, through acme/middle)" in said


def test_a_name_is_answered_from_the_lock_of_this_folder(rail: Run, tmp_path: Path) -> None:
    """What the lock here pins is known by its name, with what it is built on."""
    assert rail("ask", "acme/middle", "--action", "host", cwd=tmp_path).stdout.startswith("unknown")
    (tmp_path / "rail.lock").write_text(LOCK, encoding="utf-8")
    done = rail("ask", "acme/middle", "--use", "medical-advice", cwd=tmp_path)
    assert done.stdout.startswith("denied")
    assert "mit by rail.lock:3, stated by a person" in " ".join(done.stdout.split())
