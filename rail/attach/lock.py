"""``rail.lock`` with what was attached: its sections are written anew, the rest of a lock stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from rail.artifacts.lineage.lock_text import attached_text, lock_text
from rail.artifacts.lineage.locking import lock_of
from rail.edits.document import Document, EditError
from rail.errors import InputError
from rail.model.attached import WrittenFile
from rail.model.lock import LOCK_FILE, Lock

if TYPE_CHECKING:
    from rail.attach.draft import Draft
    from rail.model.attached import Attachment
    from rail.model.facts import Facts

_KEY = re.compile(r"(?:attached|written):")
_OURS = "# The terms of this release itself"


def write_lock(draft: Draft, facts: Facts, attached: tuple[Attachment, ...], written: list[str], as_of: str) -> Lock:
    """Draft the lock, and return it.

    Args:
        draft: with all other files.
        facts: of the release as it is.
        attached: the attachments, in the order of components.
        written: the files that were drafted whole.
        as_of: what a new lock dates upstreams by.

    Raises:
        InputError: the lock that is there is no UTF-8.
    """
    files = tuple(WrittenFile(path, sha256(draft.read(path) or b"").hexdigest()) for path in sorted(set(written)))
    # What an earlier run wrote and this one did not is still ours, while nobody changed it.
    known = {one.path for one in files}
    kept = (
        one for one in (facts.lock.written if facts.lock else ()) if one.path not in known and _is_there(draft, one)
    )
    lock = Lock(attached=attached, written=tuple(sorted((*files, *kept), key=lambda one: one.path)))
    data = draft.read(LOCK_FILE)
    if data is None:
        lock = replace(lock, entries=lock_of(facts, as_of).entries)
        draft.write(LOCK_FILE, lock_text(lock).encode(), "the record of what was attached")
        return lock
    try:
        document = Document.of(data)
    except EditError as error:
        message = f"{LOCK_FILE}: {error.message}"
        raise InputError(message) from error
    rest = "".join(_without(document.split()))
    text = document.with_text(rest).lines(rest) if rest and not rest.endswith(("\n", "\r")) else rest
    draft.write(LOCK_FILE, f"{text}{document.lines(attached_text(lock))}".encode(), "the record of what was attached")
    return replace(lock, entries=() if facts.lock is None else facts.lock.entries)


def _is_there(draft: Draft, file: WrittenFile) -> bool:
    data = draft.read(file.path)
    return data is not None and sha256(data).hexdigest() == file.sha256


def _without(lines: list[str]) -> list[str]:
    """Return the lines outside of our sections."""
    kept = []
    inside = False
    for line in lines:
        if line.startswith(_OURS):
            continue
        if line[:1] not in {" ", "\t", "\r", "\n", "-", "#"}:
            inside = bool(_KEY.match(line))
        if not inside:
            kept.append(line)
    return kept
