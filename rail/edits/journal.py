"""A journal of what is written into a folder, so that a crash leaves it as it was or complete.

``.rail/journal`` holds one folder whose name says how far a run came. ``preparing``: the files to write and copies of
those to replace are being laid down; nothing of the release was touched. ``open``: all of that is on the disk, and the
new files are being moved into place; the rename from ``preparing`` is the commit mark. ``done``: all is in place, and
the journal is being deleted.
The folder ``.rail/journal`` itself is locked (flock) as long as a run works in it.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import stat
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from rail.edits.places import digest_at, missing_folders, safe_target, sync_folder, write_synced
from rail.errors import InputError, RailError
from rail.model.interrupted import DONE, JOURNAL_FOLDER, OPEN, PREPARING
from rail.model.interrupted import JOURNAL_PLAN as PLAN
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rail.edits.plan import FileChange

FOLDER = JOURNAL_FOLDER
SCHEMA = "journal/1"
_PLAN_CAP = 8 << 20
_MOST = 10_000
_NAME = re.compile(r"(?:new|old)-\d{4}|plan\.json")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a journal: its path, the hashes of its bytes before (``None``: it is new) and after."""

    path: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Journal:
    """What a run set out to write.

    Attributes:
        folder: where it lies.
        entries: in the order in which they are put into place.
        folders: those that the run makes, outermost first.
    """

    folder: Path
    entries: tuple[Entry, ...]
    folders: tuple[str, ...]

    def new(self, number: int) -> Path:
        """Return the file that is to be put into place."""
        return self.folder / f"new-{number:04}"

    def old(self, number: int) -> Path:
        """Return the copy of the file that is to be replaced."""
        return self.folder / f"old-{number:04}"


class ForeignJournalError(RailError):
    """A journal is there that this machine did not write in this place; nothing of it is applied."""


@contextmanager
def locked(base: Path) -> Iterator[Path]:
    """Hold the folder of the journal; an empty one is deleted afterwards.

    Raises:
        InputError: another run holds it, or a link or a file lies in its place.
        OSError: it cannot be made.
    """
    home = base
    for part in FOLDER.split("/"):
        home = home / part
        with suppress(FileExistsError):
            home.mkdir()
        if not stat.S_ISDIR(home.lstat().st_mode):
            message = f"{home}: is no folder of its own but a link or a file; it is not written through"
            raise InputError(message)
    descriptor = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"{base}: another rail command is writing there; nothing was changed"
            raise InputError(message, "wait for it to end, then run the command again") from error
        yield home
    finally:
        for path in (home, home.parent):
            with suppress(OSError):
                path.rmdir()
        os.close(descriptor)


def prepare(base: Path, changes: Sequence[FileChange]) -> Journal:
    """Lay down all that a run will write and replace, and set the commit mark.

    Raises:
        OSError: it cannot be written; no file of the release was touched.
    """
    home = base / FOLDER
    folder = home / PREPARING
    folder.mkdir(mode=0o700)
    entries = []
    folders: dict[str, None] = {}
    for number, change in enumerate(changes):
        target = base / change.path
        mode = 0o644 if change.before is None else stat.S_IMODE(target.lstat().st_mode)
        write_synced(folder / f"new-{number:04}", change.after, mode)
        if change.before is not None:
            write_synced(folder / f"old-{number:04}", change.before, mode)
        folders |= dict.fromkeys(missing_folders(base, change.path))
        before = None if change.before is None else digest_of(change.before)
        entries.append(Entry(change.path, before, digest_of(change.after)))
    plan = {
        "schema": SCHEMA,
        "folder": folder.lstat().st_ino,
        "changes": [{"path": one.path, "before": one.before, "after": one.after} for one in entries],
        "folders": list(folders),
    }
    write_synced(folder / PLAN, f"{json.dumps(plan, indent=1)}\n".encode(), 0o600)
    sync_folder(folder)
    folder.rename(home / OPEN)
    sync_folder(home)
    return Journal(home / OPEN, tuple(entries), tuple(folders))


def put(base: Path, journal: Journal, number: int) -> None:
    """Move one new file into its place.

    Raises:
        InputError: something else than expected stands there.
        OSError: it cannot be moved.
    """
    entry = journal.entries[number]
    target = safe_target(base, entry.path)
    if digest_at(target) != entry.before:
        message = f"{entry.path}: changed while it was to be written; it was not touched"
        raise InputError(message, "run the command again")
    for folder in missing_folders(base, entry.path):
        made = base / folder
        made.mkdir()
        sync_folder(made.parent)
    journal.new(number).replace(target)
    sync_folder(target.parent)


def finish(base: Path) -> None:
    """Close the journal and delete it."""
    home = base / FOLDER
    (home / OPEN).rename(home / DONE)
    sync_folder(home)
    discard(base, DONE)


def discard(base: Path, state: str) -> None:
    """Delete one folder of the journal, as far as it holds what a journal holds.

    Raises:
        ForeignJournalError: it holds something else.
    """
    folder = base / FOLDER / state
    names = sorted(os.listdir(folder))  # noqa: PTH208 # names alone
    for name in names:
        if not _NAME.fullmatch(name) or not stat.S_ISREG((folder / name).lstat().st_mode):
            raise foreign(base, f"{FOLDER}/{state} holds {name[:80]!r}")
    for name in names:
        (folder / name).unlink()
    folder.rmdir()


def read_journal(base: Path) -> Journal:
    """Return the journal of a run that came past its commit mark.

    Raises:
        ForeignJournalError: it is not one that was written here.
    """
    folder = base / FOLDER / OPEN
    try:
        with os.fdopen(
            os.open(folder / PLAN, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb"
        ) as stream:
            plain = json.loads(stream.read(_PLAN_CAP))
        journal = _decoded(folder, plain)
        made = plain["folder"]
        for entry in journal.entries:
            safe_target(base, entry.path)
        for name in journal.folders:
            safe_target(base, f"{name}/x")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise foreign(base, f"{FOLDER}/{OPEN}/{PLAN} cannot be read") from error
    except InputError as error:
        raise foreign(base, error.message) from error
    # A journal that came with a download, a clone or a copy is not this folder's, and could plant files.
    if made != folder.lstat().st_ino:
        raise foreign(base, f"{FOLDER}/{OPEN} was written elsewhere and copied here")
    return journal


def foreign(base: Path, reason: str) -> ForeignJournalError:
    """Return the error for a journal that is not applied."""
    message = f"{base / FOLDER}: is no journal that rail wrote in this place: {reason}; nothing of it was applied"
    return ForeignJournalError(message, f"look at it, then delete {base / FOLDER}")


def digest_of(data: bytes) -> str:
    """Return the hash by which a journal knows a file's bytes."""
    return sha256(data).hexdigest()


def _decoded(folder: Path, plain: Any) -> Journal:  # noqa: ANN401 # parsed JSON of anybody
    if plain["schema"] != SCHEMA or len(plain["changes"]) > _MOST:
        raise ValueError(plain["schema"])
    entries = tuple(Entry(row["path"], row["before"], row["after"]) for row in plain["changes"])
    folders = tuple(plain["folders"])
    digests = [one.after for one in entries] + [one.before for one in entries if one.before is not None]
    if not all(isinstance(one, str) for one in (*folders, *digests, *(entry.path for entry in entries))):
        raise TypeError(folders)
    if not all(_DIGEST.fullmatch(one) for one in digests):
        raise ValueError(digests)
    return Journal(folder, entries, folders)
