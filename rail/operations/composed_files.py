"""The files of a composed licence: record, text and renderings; nothing that is there is overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rail.attach.compose.cover import cover_lines
from rail.errors import InputError, RailError
from rail.knowledge.own import OWN_FOLDER, RECORD_NAME, TEXT_NAME
from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.attach.compose.compose import Composed
    from rail.edits.plan import FileChange

RENDERINGS = {"markdown": "license.md", "html": "license.html", "docx": "license.docx"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A licence that was composed, and the files that it makes in a folder.

    Attributes:
        composed: the licence.
        root: the folder that is written into.
        folder: of its files, as it is told.
        changes: the files that are not there yet, below the root.
        left_out: renderings that could not be made, with the reason.
        edited: the record that is there says more than was composed; it is left as it is.
    """

    composed: Composed
    root: str
    folder: str
    changes: tuple[FileChange, ...]
    left_out: tuple[tuple[str, str], ...]
    edited: bool


def with_files(composed: Composed, folder: str) -> Proposal:
    """Return the proposal with the files that are not there as they would be written.

    Raises:
        InputError: a file is there with other content.
    """
    from rail.edits.plan import FileChange

    root, below = (".", f"{OWN_FOLDER}/{composed.id}") if folder == OWN_FOLDER else (folder, composed.id)
    base = below if root == "." else f"{root.rstrip('/') or '/'}/{composed.id}"
    files: dict[str, bytes] = {RECORD_NAME: composed.yaml.encode(), TEXT_NAME: composed.text.encode()}
    left_out = []
    for name, file in RENDERINGS.items():
        try:
            files[file] = rendering(composed, name)
        except InputError as error:
            left_out.append((file, f"{error.message}: {error.hint}"))
    made = []
    edited = False
    for file, data in files.items():
        path = Path(base, file)
        before = path.read_bytes() if path.is_file() else None
        if before is None:
            made.append(FileChange(f"{below}/{file}", None, data, ()))
        elif before != data and file == RECORD_NAME:
            edited = True
        elif before != data:
            message = f"{path}: is there with other content; it is not overwritten"
            raise InputError(message, "move it away, or give another version with --version")
    return Proposal(composed, root, base, tuple(made), tuple(left_out), edited)


def rendering(composed: Composed, name: str) -> bytes:
    """Return a licence in one format: ``text``, ``record``, ``markdown``, ``html`` or ``docx``.

    Raises:
        InputError: the package that the format needs is not installed.
    """
    match name:
        case "docx":
            from rail.documents.docx import write_docx

            return write_docx(composed.numbered, cover_lines(composed))
        case "markdown":
            return composed.markdown().encode()
        case "html":
            return composed.html().encode()
        case "record":
            return composed.yaml.encode()
        case _:
            return composed.text.encode()


def write_proposal(proposal: Proposal) -> None:
    """Write the files of a proposal, all or none.

    Raises:
        InputError: a path leads through a link, or a file is there that was not when the proposal was made.
        RailError: they cannot be written.
    """
    from rail.edits.apply import write_changes

    if proposal.changes:
        try:
            Path(proposal.root).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{proposal.root}: cannot be made: {error.strerror or error}"
            raise RailError(message) from error
        write_changes(proposal.root, proposal.changes)
