"""A snapshot in the local Hugging Face cache (huggingface_hub, "Understand caching").

``models--owner--name/{refs/<name>, snapshots/<commit>/..., blobs/<hash>}``: the files of a snapshot are links into
``blobs``, the one place outside the root that links may lead to here.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from rail.artifacts.sources.folder import FolderSource
from rail.artifacts.sources.paths import show_path
from rail.errors import InputError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.artifacts.sources.excludes import Excludes

_REPO = re.compile(r"(models|datasets|spaces)--([^/]+)")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_NAME = re.compile(r"[\w.-]{1,96}(?:/[\w.-]{1,96})?", re.ASCII)
_REF_CAP = 200


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One revision of a Hub repository on this machine."""

    folder: Path
    kind: str
    name: str
    revision: str


class HubCacheSource(FolderSource):
    """The files of one snapshot."""

    kind = "hub-cache"

    def __init__(self, root: str, snapshot: Snapshot, *, excludes: Excludes | None = None) -> None:
        """Open the snapshot; its links may lead into the repository's own ``blobs``."""
        blobs = snapshot.folder.parent.parent / "blobs"
        roots = [] if blobs.is_symlink() else [str(blobs)]  # a folder that only looks like a cache may point anywhere
        super().__init__(str(snapshot.folder), name=snapshot.name, link_roots=roots, excludes=excludes)
        self.root = root
        self.revision = snapshot.revision


def cache_folder() -> Path:
    """Return the Hub cache of this machine, as huggingface_hub finds it; it may not exist."""
    if cache := os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE"):
        return Path(cache)
    if home := os.environ.get("HF_HOME"):
        return Path(home) / "hub"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "huggingface" / "hub"


def snapshot_at(path: str, revision: str | None = None) -> Snapshot | None:
    """Return the snapshot that a path names: its own folder, or its repository's folder in the cache.

    Raises:
        InputError: the path is a repository's folder, and it holds no such revision.
    """
    real = Path(os.path.realpath(path))
    match = _REPO.fullmatch(real.parent.parent.name)
    if match and real.parent.name == "snapshots" and real.is_dir() and revision in {None, real.name}:
        return Snapshot(real, match.group(1), _repo_name(match.group(2)), real.name)
    match = _REPO.fullmatch(real.name)
    if match and (real / "snapshots").is_dir():
        found = _revision(real, revision or "main")
        if found is None:
            message = f"{path}: holds no revision {revision or 'main'!r}"
            raise InputError(message, f"ls {real / 'snapshots'}")
        return Snapshot(real / "snapshots" / found, match.group(1), _repo_name(match.group(2)), found)
    return None


def find_snapshot(name: str, *, kind: str = "models", cache: Path | None = None) -> Snapshot | None:
    """Return the ``main`` snapshot of ``owner/name`` in the cache, or ``None``; the name must match exactly."""
    if not _NAME.fullmatch(name) or ".." in name or "--" in name:
        return None
    folder = (cache or cache_folder()) / f"{kind}--{name.replace('/', '--')}"
    found = _revision(folder, "main") if (folder / "snapshots").is_dir() else None
    return None if found is None else Snapshot(folder / "snapshots" / found, kind, name, found)


def _revision(folder: Path, name: str) -> str | None:
    """Return the commit of a snapshot: by its id, or by a file in ``refs``."""
    if _COMMIT.fullmatch(name):
        found: str | None = name
    elif re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", name) and ".." not in name:
        found = _read_ref(folder / "refs" / name)
    else:
        found = None
    if found is None:
        return None
    snapshot = folder / "snapshots" / found
    return (
        found if snapshot.is_dir() and os.path.realpath(snapshot).startswith(f"{os.path.realpath(folder)}/") else None
    )


def _read_ref(path: Path) -> str | None:
    try:
        if not path.is_file():  # a pipe would never end
            return None
        with path.open("rb") as stream:
            text = stream.read(_REF_CAP).decode("ascii", "replace").strip()
    except OSError:
        return None
    return text if _COMMIT.fullmatch(text) else None


def _repo_name(folder: str) -> str:
    return show_path(os.fsencode(folder.replace("--", "/", 1)))
