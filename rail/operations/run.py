"""One run of ``rail check``: a release, or what changed between two of its revisions, against what was known before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.errors import InputError
from rail.operations.check import check_release

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.model.finding import Report

_RANGE = ".."


class Request(NamedTuple):
    """What is checked, and how; the arguments of ``check_release``."""

    path: str
    revision: str | None = None
    hub: bool = False
    packs: Sequence[str] = ()
    as_of: str | None = None
    stage: str | None = None
    online: bool = False


class History(NamedTuple):
    """What a run is held against: files, or nothing."""

    baseline: str | None = None
    against: str | None = None


def run_check(request: Request, history: History, *, inputs: bool = False) -> Report:
    """Return the report of a run.

    A revision ``A..B`` gives the report of B with what changed since A.

    Args:
        request: what is checked.
        history: what it is held against.
        inputs: also hash what the report rests on.

    Raises:
        InputError: an argument cannot be used, or does not go with another.
        SourceError: the release cannot be read safely.
    """
    earlier, revision = _range(request.revision)
    if earlier is not None and history.against is not None:
        message = f"--revision {request.revision} compares two revisions; it takes no --against"
        raise InputError(message)
    needed = inputs or earlier is not None or history.against is not None
    report = _checked(request._replace(revision=revision), inputs=needed)
    if history.baseline is not None:
        from rail.operations.baseline import with_baseline

        report = with_baseline(report, history.baseline)
    if earlier is not None:
        from rail.operations.against import held_against

        then = _checked(request._replace(revision=earlier, as_of=report.as_of), inputs=True)
        report = held_against(report, then, f"revision {earlier}")
    elif history.against is not None:
        from rail.operations.against import with_earlier

        report = with_earlier(report, history.against)
    return report


def _range(revision: str | None) -> tuple[str | None, str | None]:
    """Split ``A..B``; anything else is one revision.

    Raises:
        InputError: a side is missing, or there are three dots.
    """
    if revision is None or _RANGE not in revision:
        return None, revision
    earlier, _, later = revision.partition(_RANGE)
    if not earlier or not later or later.startswith(".") or _RANGE in later:
        message = f"--revision {revision!r}: expected one revision, or A..B"
        raise InputError(message, "--revision v1.0..v1.1 shows what changed from v1.0 to v1.1")
    return earlier, later


def _checked(request: Request, *, inputs: bool) -> Report:
    path, *_ = request
    return check_release(
        path,
        revision=request.revision,
        hub=request.hub,
        packs=request.packs,
        as_of=request.as_of,
        stage=request.stage,
        online=request.online,
        inputs=inputs,
    )
