"""Compile all packs: run when a wheel or an editable install is made, and by ``python -m rail.operations.packs``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rail.identify.build import build_packs
from rail.knowledge.compile import compile_knowledge
from rail.resources import content_dir, packs_dir

if TYPE_CHECKING:
    from pathlib import Path


def compile_packs(licenses: Path, policy: Path, target: Path) -> None:
    """Write the knowledge pack, the identification index and the text pack into ``target``.

    Raises:
        DataError: a record cannot be read, refers to nothing, or contradicts its text.
    """
    records = compile_knowledge(licenses, policy, target)
    build_packs(records, target)


if __name__ == "__main__":
    compile_packs(content_dir("licenses"), content_dir("policy"), packs_dir())
    sys.stdout.write(f"packs written to {packs_dir()}\n")
