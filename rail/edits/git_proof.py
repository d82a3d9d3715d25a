"""Which files two commits differ in, read back by another program than the one that wrote them (GitPython)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.errors import RailError, SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from git import Repo

_Files = dict[str, tuple[int, str]]


def differing_files(path: str, old: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Return the files that are new in a commit, those that changed, and how many are the same blob in both.

    Only on the user's own repository; nothing but trees is read, and no option or name of others is passed on.

    Args:
        path: the repository.
        old: full id of the commit before.
        new: full id of the commit after.

    Raises:
        RailError: a file is gone; or the repository is somebody else's, and git refuses to read it.
    """
    from git import InvalidGitRepositoryError, Repo
    from git.exc import GitCommandError, NoSuchPathError, ODBError

    try:
        with Repo(path, search_parent_directories=True) as repo:
            before, after = _files(repo, old), _files(repo, new)
    except (InvalidGitRepositoryError, NoSuchPathError, GitCommandError, ODBError, ValueError) as error:
        message = f"{path}: what was written cannot be read back ({type(error).__name__}); no tag was made"
        raise SourceError(message, "only a repository of your own with SHA-1 names is written into") from error
    gone = sorted(set(before) - set(after))
    if gone:
        message = f"{path}: the new commit lacks {gone[0]}; no tag was made"
        raise RailError(message)
    added = tuple(sorted(set(after) - set(before)))
    changed = tuple(sorted(name for name, file in before.items() if after[name] != file))
    return added, changed, _same(before, after)


def _same(before: Mapping[str, tuple[int, str]], after: Mapping[str, tuple[int, str]]) -> int:
    return sum(after[name] == file for name, file in before.items())


def _files(repo: Repo, commit: str) -> _Files:
    from git import Blob, Submodule

    items = repo.commit(commit).tree.traverse()
    return {str(item.path): (item.mode, item.hexsha) for item in items if isinstance(item, (Blob, Submodule))}
