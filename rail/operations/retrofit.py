"""Attach a licence to a revision that is published already: a commit on top of its tag, under a new tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.edits.git_commit import OwnRepository, TaggedCommit
from rail.edits.git_proof import differing_files
from rail.errors import InputError, RailError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.artifacts.sources.interface import Source
    from rail.edits.plan import Plan


@dataclass(frozen=True, slots=True)
class Retrofit:
    """What became of a retrofit.

    Attributes:
        plan: what it adds to the revision.
        patch: the plan as a patch.
        made: the commit and its tag; ``None`` where it was only planned.
    """

    plan: Plan
    patch: str
    made: TaggedCommit | None = None


def retrofit(  # noqa: PLR0913 # what a commit is made of
    path: str,
    revision: str,
    tag: str,
    make_plan: Callable[[Source], Plan],
    message: str,
    *,
    as_of: str,
    write: bool = True,
) -> Retrofit:
    """Add a plan to a revision of the user's own repository, and give the result a tag.

    Files on disk, the index, ``HEAD`` and all branches and tags stay as they are. Before the tag is made, the commit is
    read back by another program and compared: nothing but the planned files may differ.

    Args:
        path: the repository, or the folder of the release in it.
        revision: the tag, branch or commit that it is added to.
        tag: the name of the new tag.
        make_plan: plans the changes from the revision's own files.
        message: what the commit and the tag say.
        as_of: ISO date of both.
        write: do it; else only plan it.

    Raises:
        InputError: there is no such revision, there is such a tag, git does not know who the user is, or nothing is to
            be added.
        RailError: it cannot be written, or it is not what was planned; then no tag was made.
    """
    from rail.artifacts.sources.git import GitSource
    from rail.edits.patch import write_patch

    with OwnRepository(path) as repository:
        repository.check_new_tag(tag)
        identity = repository.identity()
        with GitSource(path, revision) as source:
            plan = make_plan(source)
            parent = source.revision
        if not plan.changes:
            text = f"{revision}: nothing is to be added to it; no tag was made"
            raise InputError(text)
        patch = write_patch(plan)
        if not write:
            return Retrofit(plan, patch)
        commit = repository.commit(parent, plan.changes, message, identity, as_of)
        made = _proven(repository, path, plan, TaggedCommit(parent, commit, tag, (), (), 0))
        repository.create_tag(tag, commit, message, identity, as_of)
    return Retrofit(plan, patch, made)


def _proven(repository: OwnRepository, path: str, plan: Plan, made: TaggedCommit) -> TaggedCommit:
    """Return the commit with what differs from its parent.

    Raises:
        RailError: that is not what was planned.
    """
    added, changed, same = differing_files(path, made.parent, made.commit)
    planned = {f"{repository.prefix}{change.path}": change.before is None for change in plan.changes}
    if planned != {**dict.fromkeys(added, True), **dict.fromkeys(changed, False)}:
        other = sorted({*added, *changed} ^ set(planned)) or sorted(planned)
        message = f"{path}: the new commit differs in {', '.join(other[:5])}, which was not planned; no tag was made"
        raise RailError(message)
    return TaggedCommit(made.parent, made.commit, made.tag, added, changed, same)
