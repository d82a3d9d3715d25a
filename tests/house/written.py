"""A plan for a small release, and what a folder holds byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.edits.plan import FileChange, Plan

if TYPE_CHECKING:
    from pathlib import Path

CARD = b"---\r\ntags: [a]\r\n---\r\n# A card\r\n"
NEW_CARD = b"---\r\nlicense: mit\r\ntags: [a]\r\n---\r\n# A card\r\n"
PLAN = Plan(
    (
        FileChange("LICENSE", None, b"words\n" * 500, ()),
        FileChange("LICENSES/deep/MIT.txt", None, b"other words\n", ()),
        FileChange("NOTICE", b"old notice\n", b"new notice\n", ()),
        FileChange("README.md", CARD, NEW_CARD, ()),
    ),
    (),
)
Tree = dict[str, tuple[int, bytes]]


def tree(folder: Path) -> Tree:
    """Return every file with its mode and bytes, and every empty folder."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = (path.stat().st_mode, path.read_bytes())
        elif not any(path.iterdir()):
            found[f"{name}/"] = (path.stat().st_mode, b"")
    return found
