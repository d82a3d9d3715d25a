"""From a revision's name to a commit id, by reading a git folder as text: git itself is never asked.

Only ``HEAD``, ``refs/``, ``packed-refs``, ``commondir``, ``gitdir`` and two lines of ``config`` are read
(gitrepository-layout(5)): ``objectformat`` and ``refstorage``. Nothing of the configuration is obeyed.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from rail.errors import InputError, SourceError
from rail.model.late import dataclass

_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NAME = re.compile(r"[^\x00-\x20\x7f~^:?*\[\\-][^\x00-\x20\x7f~^:?*\[\\]*")
_FORMAT = re.compile(r"^[ \t]*objectformat[ \t]*=[ \t]*\"?(sha1|sha256)\"?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_REFTABLE = re.compile(r"^[ \t]*refstorage[ \t]*=[ \t]*\"?reftable\b", re.IGNORECASE | re.MULTILINE)
_TEXT_CAP = 1 << 20
_PACKED_CAP = 16 << 20
_CHAIN = 5  # git's own limit for references to references
_PLACES = ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/")


@dataclass(frozen=True, slots=True)
class GitFolder:
    """The parts of a repository that are read.

    Attributes:
        own: the folder with this work tree's ``HEAD``.
        common: the folder with ``refs``, ``packed-refs`` and ``objects``; another one for a linked work tree.
        object_format: ``sha1`` or ``sha256``.
        reftable: references are kept in a binary form that is not read here.
    """

    own: Path
    common: Path
    object_format: str
    reftable: bool = False


def find_git_folder(start: Path) -> tuple[GitFolder, Path]:
    """Return the repository that holds ``start``, and the top of its work tree (or the bare folder itself).

    Raises:
        SourceError: there is none, or it borrows from elsewhere in a way that cannot be trusted.
    """
    try:
        return _find(Path(os.path.realpath(start)), start)
    except OSError as error:  # a folder on the way that may not be entered, a name that is too long
        message = f"{error.filename or start}: {(error.strerror or type(error).__name__).lower()}"
        raise SourceError(message) from error


def is_bare(path: str) -> bool:
    """Tell whether a path is a git repository without a work tree, whose files only a revision shows."""
    return _is_store(Path(path)) and Path(path).name != ".git"


def _is_store(here: Path) -> bool:
    return (here / "HEAD").is_file() and (here / "objects").is_dir() and (here / "refs").is_dir()


def _find(here: Path, start: Path) -> tuple[GitFolder, Path]:
    if _is_store(here):
        return _folder(here), here
    for top in (here, *here.parents):
        mark = top / ".git"
        if mark.is_symlink():
            message = f"{mark}: a link; expected a folder or a file of git"
            raise SourceError(message, "give the path of the repository that it leads to")
        if mark.is_dir():
            return _folder(mark), top
        if mark.is_file():
            return _folder(_pointed(mark)), top
    message = f"{start}: not inside a git repository; --revision needs one"
    raise SourceError(message, "leave --revision out to read the folder as it is")


def resolve_revision(git: GitFolder, name: str) -> str:
    """Return the object id that a reference or a full id names; a short id is returned as it is.

    Raises:
        InputError: nothing answers to the name.
    """
    if _HASH.fullmatch(name):
        return name
    if git.reftable:
        message = f"{git.common}: keeps its references in a reftable, which is not read; expected a full commit id"
        raise InputError(message, f"git rev-parse {name}")
    if _NAME.fullmatch(name) and ".." not in name and not name.endswith((".lock", "/")) and "//" not in name:
        packed: dict[str, str] | None = None
        for place in _PLACES:
            found = _follow(git, place + name, packed := _packed_refs(git) if packed is None else packed)
            if found is not None:
                return found
        found = _follow(git, f"refs/remotes/{name}/HEAD", packed or {})
        if found is not None:
            return found
    if re.fullmatch(r"[0-9a-f]{4,63}", name):
        return name
    message = f"{git.common}: no revision is called {name!r}; expected a branch, a tag or a commit id"
    raise InputError(message, "`git branch -a` and `git tag` list the names")


def _follow(git: GitFolder, name: str, packed: dict[str, str]) -> str | None:
    for _ in range(_CHAIN):
        text = _loose(git, name)
        if text is None:
            return packed.get(name)
        if not text.startswith("ref:"):
            found = _HASH.match(text)
            return found.group() if found else None
        name = text[4:].strip()
        if not _NAME.fullmatch(name) or ".." in name or not name.startswith("refs/"):
            return None
    return None


def _loose(git: GitFolder, name: str) -> str | None:
    """Read one loose reference; pseudo references such as ``HEAD`` belong to the work tree, the rest is common."""
    if "/" not in name and not name.isupper():
        return None
    for base in dict.fromkeys((git.own, git.common)):
        path = base / name
        if _plain(path, base):
            return _text(path, _TEXT_CAP)
    return None


def _packed_refs(git: GitFolder) -> dict[str, str]:
    path = git.common / "packed-refs"
    if not _plain(path, git.common):
        return {}
    if path.lstat().st_size > _PACKED_CAP:
        message = f"{path}: larger than {_PACKED_CAP:,} bytes; it is not read"
        raise SourceError(message, "give a full commit id instead of a name")
    lines = (line.split(" ", 1) for line in _text(path, _PACKED_CAP).splitlines() if line[:1] not in {"#", "^", ""})
    return {parts[1].strip(): parts[0] for parts in lines if len(parts) == 2 and _HASH.fullmatch(parts[0])}  # noqa: PLR2004 - id and name


def _plain(path: Path, base: Path) -> bool:
    """Tell whether a path is a regular file, and no folder on the way from ``base`` is a link."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
    except (OSError, ValueError):
        return False
    return Path(os.path.realpath(path.parent)) == Path(os.path.realpath(base)) / path.parent.relative_to(base)


def _text(path: Path, cap: int) -> str:
    try:
        with path.open("rb") as stream:
            text = stream.read(cap).decode("utf-8", "replace")
    except OSError as error:
        message = f"{path}: {(error.strerror or type(error).__name__).lower()}"
        raise SourceError(message) from error
    return text.replace("\0", "\ufffd")  # no path and no name has one


def _pointed(mark: Path) -> Path:
    """Follow a ``.git`` file of a linked work tree or a submodule, if the other side points back.

    A file that merely names somebody else's repository on this machine is refused.
    """
    text = _text(mark, _TEXT_CAP)
    if not text.startswith("gitdir:"):
        message = f"{mark}: expected a line that begins with `gitdir:`"
        raise SourceError(message)
    target = Path(os.path.realpath(mark.parent / text[len("gitdir:") :].strip()))
    back = target / "gitdir"
    if _plain(back, target) and os.path.realpath(_text(back, _TEXT_CAP).strip()) == os.path.realpath(mark):
        return target
    for above in mark.parent.parents:
        modules = above / ".git" / "modules"
        if not modules.is_symlink() and target.is_relative_to(os.path.realpath(modules)) and modules.is_dir():
            return target
    message = f"{mark}: names {target}, which does not point back; it is not read"
    raise SourceError(message, "give the path of that repository instead")


def _folder(own: Path) -> GitFolder:
    common = own
    pointer = own / "commondir"
    if pointer.exists() or pointer.is_symlink():
        common = Path(os.path.realpath(own / _text(pointer, _TEXT_CAP).strip())) if _plain(pointer, own) else own
        if own.parent != common / "worktrees":
            message = f"{pointer}: names {common}, of which this is no work tree; it is not read"
            raise SourceError(message)
    config = common / "config"
    text = _text(config, _TEXT_CAP) if _plain(config, common) else ""
    chosen = _FORMAT.search(text)
    return GitFolder(own, common, chosen.group(1).lower() if chosen else "sha1", bool(_REFTABLE.search(text)))
