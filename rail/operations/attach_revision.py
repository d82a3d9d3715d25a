"""Attach a licence to a revision that is published already, in the user's own repository, under a new tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.operations.attach import Attached, plan_attach
from rail.operations.retrofit import retrofit
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from rail.artifacts.sources.interface import Source
    from rail.attach.request import AttachRequest
    from rail.edits.git_commit import TaggedCommit
    from rail.edits.plan import Plan
    from rail.operations.attach import AttachPlan


class _Refused(Exception):  # noqa: N818 # no error of the user's: it carries a refusal out of the planning
    def __init__(self, planned: AttachPlan) -> None:
        self.planned = planned


def attach_to_revision(  # noqa: PLR0913 # what a commit is made of
    path: str, request: AttachRequest, revision: str, tag: str, *, as_of: str | None = None, write: bool = True
) -> tuple[Attached, TaggedCommit | None]:
    """Attach licences to a revision, and return what was planned with the commit that carries it.

    Args:
        path: the user's own repository, or the folder of the release in it.
        request: what is to be attached, by whom.
        revision: the tag, branch or commit that it is added to.
        tag: the name of the new tag.
        as_of: ISO date of attachment, commit and tag; today in UTC when not given.
        write: do it; else only plan it.

    Raises:
        InputError: the request, the release, the revision or the tag does not allow it.
        RailError: it cannot be written, or is not what was planned; then no tag was made.
    """
    from rail.knowledge.store import Knowledge

    date = as_of_date(as_of)
    plans: list[AttachPlan] = []

    def make_plan(source: Source) -> Plan:
        planned = plan_attach(source, request, Knowledge.load(), date)
        if planned.refused:
            raise _Refused(planned)
        plans.append(planned)
        return planned.plan

    names = ", ".join(dict.fromkeys(name for _, name in request.licenses))
    message = f"Add {names} to {revision}\n\nOnly files about the licence are added or changed (rail attach).\n"
    try:
        done = retrofit(path, revision, tag, make_plan, message, as_of=date, write=write)
    except _Refused as refused:
        return Attached(refused.planned, ""), None
    return Attached(plans[0], done.patch, written=done.made is not None), done.made
