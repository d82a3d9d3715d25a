"""What every command does before it writes into a release: mend what an earlier one left half done, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail_cli.output import tell

if TYPE_CHECKING:
    from rail.edits.recovery import Recovery


def recover_first(path: str) -> Recovery | None:
    """Mend a folder in which a command was cut off, tell what became of it, and return that."""
    from rail.operations.recover import recover_release

    recovery = recover_release(path)
    if recovery is None:
        return None
    files = ", ".join(recovery.paths)
    if recovery.direction == "forward":
        tell(f"{path}: an earlier command was cut off; what it began is complete now{files and f' ({files})'}")
    else:
        tell(f"{path}: an earlier command was cut off; the files are as they were before it{files and f' ({files})'}")
    for name in recovery.left:
        tell(f"{name}: was changed by somebody else meanwhile; it was not touched")
    return recovery
