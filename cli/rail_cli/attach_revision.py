"""``rail attach --revision`` and ``--recover``: a revision gets its licence under a new tag; a folder is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail_cli.attaching import show
from rail_cli.output import tell, write_stdout
from rail_cli.recovering import recover_first

if TYPE_CHECKING:
    from rail.attach.request import AttachRequest
    from rail.edits.git_commit import TaggedCommit


def to_revision(  # noqa: PLR0913 # one parameter an option
    path: str, request: AttachRequest, revision: str, tag: str, *, as_of: str | None, write: bool
) -> int:
    """Attach to a revision, show what was made of it and how that is known, and return the exit code."""
    from rail.operations.attach_revision import attach_to_revision

    attached, made = attach_to_revision(path, request, revision, tag, as_of=as_of, write=write)
    if made is None:
        return show(attached, path, request)
    write_stdout(_page(made, revision))
    for note in attached.planned.notes:
        tell(f"note: {note}")
    tell("files on disk, index, HEAD, branches and other tags are as they were")
    tell(f"publish it: git push REMOTE refs/tags/{tag}")
    return 0


def recover_only(path: str) -> int:
    """Mend a folder and say what was done."""
    if recover_first(path) is None:
        tell(f"{path}: no command was cut off there; nothing was changed")
    return 0


def _page(made: TaggedCommit, revision: str) -> str:
    rows = [f"tag      {made.tag}", f"commit   {made.commit}", f"parent   {made.parent} ({revision})"]
    rows += [f"added    {name}" for name in made.added]
    rows += [f"changed  {name}" for name in made.changed]
    rows.append(f"same     {made.same:,} other files, each the same blob in both commits; none is gone")
    return "".join(f"{row}\n" for row in rows)
