"""A plan as one patch, in the form that ``git apply`` and ``patch -p1`` take (git-diff(1), "Generating patch text")."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.edits.plan import FileChange, Plan

_NO_END = "\\ No newline at end of file\n"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_patch(plan: Plan) -> str:
    """Return the patch of a plan; empty where nothing changes."""
    return "".join(part for change in plan.changes for part in _file(change))


def _file(change: FileChange) -> Iterator[str]:
    old, new = _name("a", change.path), _name("b", change.path)
    yield f"diff --git {old} {new}\n"
    if change.before is None:
        yield "new file mode 100644\n"
    before, after = _lines(change.before or b""), _lines(change.after)
    diff = unified_diff(before, after, "/dev/null" if change.before is None else old, new, n=3)
    for line in diff:
        yield line if line.endswith("\n") else f"{line}\n{_NO_END}"


def _lines(data: bytes) -> list[str]:
    """Split at line feeds alone, as git does; a carriage return belongs to its line."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _name(side: str, path: str) -> str:
    name = f"{side}/{path}"
    if not any(char in _ESCAPES or not char.isprintable() for char in name):
        return name
    quoted = "".join(_ESCAPES.get(char, char if char.isprintable() else _octal(char)) for char in name)
    return f'"{quoted}"'


def _octal(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))
