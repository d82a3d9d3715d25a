"""Compile all packs: run when a wheel or an editable install is made, and by ``python -m rail.operations.packs``.

pip asks the build hook twice (for the metadata, then for the wheel), so a stamp of everything that the packs are made
from saves the second run.
"""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from rail.identify.build import build_packs
from rail.knowledge.compile import compile_knowledge
from rail.resources import content_dir, package_dir, packs_dir

if TYPE_CHECKING:
    from pathlib import Path

_STAMP = "stamp"


def compile_packs(licenses: Path, policy: Path, target: Path) -> bool:
    """Write the knowledge pack, the identification index and the text pack into ``target``.

    Returns:
        False where the packs in ``target`` were already made from the same inputs by the same code.

    Raises:
        DataError: a record cannot be read, refers to nothing, or contradicts its text.
    """
    stamp = target / _STAMP
    wanted = input_hash(licenses, policy)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return False
    stamp.unlink(missing_ok=True)
    records = compile_knowledge(licenses, policy, target)
    build_packs(records, target)
    stamp.write_text(wanted, encoding="ascii")
    return True


def input_hash(licenses: Path, policy: Path) -> str:
    """Return the SHA-256 of all records, of the code that compiles them, and of LicenseDB's version."""
    digest = hashlib.sha256(_licensedb_version().encode("ascii"))
    code = package_dir()
    for folder in (licenses, policy, code / "knowledge", code / "identify", code / "operations" / "packs.py"):
        files = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
        for path in files:
            if path.suffix in {".yaml", ".json", ".py", ".txt"}:
                digest.update(path.relative_to(folder.parent).as_posix().encode("utf-8") + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _licensedb_version() -> str:
    try:
        return version("licensedcode-data")
    except PackageNotFoundError:
        return "none"


if __name__ == "__main__":
    written = compile_packs(content_dir("licenses"), content_dir("policy"), packs_dir())
    sys.stdout.write(f"packs {'written to' if written else 'up to date in'} {packs_dir()}\n")
