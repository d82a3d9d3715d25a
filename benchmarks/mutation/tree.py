"""A copy of the checkout in which mutmut may write: what git tracks, and the compiled packs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copy_checkout(folder: Path) -> None:
    """Copy every tracked file as it stands, and the packs that were compiled from them."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True, text=True)  # noqa: S607 # git of the PATH
    for name in filter(None, listed.stdout.split("\0")):
        if not (ROOT / name).is_file():
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # mutmut takes a source for changed when it is newer than its mutants, so the times are kept.
        shutil.copy2(ROOT / name, target)
    shutil.copytree(ROOT / "rail" / "_packs", folder / "rail" / "_packs", dirs_exist_ok=True)
