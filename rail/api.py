"""The Python interface: what other programs may rely on, re-exported by ``rail`` itself.

Everything else in the package may move between versions; these names keep their meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.errors import RailError
from rail.model.facts import Facts
from rail.model.finding import Finding, Report, Severity
from rail.model.identification import Identification
from rail.model.verdict import Verdict

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

__all__ = [
    "Facts",
    "Finding",
    "Identification",
    "RailError",
    "Report",
    "Severity",
    "Verdict",
    "check",
    "facts",
    "identify_text",
    "report_json",
]


def check(  # noqa: PLR0913 # what a report depends on is named
    path: str | os.PathLike[str],
    *,
    revision: str | None = None,
    hub: bool = False,
    packs: Sequence[str] = (),
    as_of: str | None = None,
    stage: str | None = None,
) -> Report:
    """Check a release as ``rail check`` does.

    Args:
        path: a folder, an archive, a git repository, or a snapshot in the Hub cache.
        revision: a git revision to read instead of the files on disk.
        hub: treat it as a Hub repository although no card has a front matter.
        packs: names of rule packs, or paths of one's own; those that its ``rail.yaml`` names when none is given, else
            ``default``.
        as_of: ISO date that the report speaks of; today in UTC when not given.
        stage: ``draft``, ``candidate`` or ``release``; as its ``rail.yaml`` says when not given.

    Raises:
        RailError: an argument cannot be used, or the release cannot be read safely.
    """
    import os

    from rail.operations.check import check_release

    return check_release(
        os.fspath(path), revision=revision, hub=hub, packs=packs, as_of=as_of, stage=stage, inputs=True
    )


def facts(path: str | os.PathLike[str], *, revision: str | None = None, hub: bool = False) -> Facts:
    """Return everything that a release says, with where it says so, as ``rail facts`` does.

    Raises:
        RailError: it cannot be read safely.
    """
    import os

    from rail.artifacts.collect import collect_facts

    return collect_facts(os.fspath(path), revision=revision, hub=hub)


def identify_text(text: str | bytes) -> tuple[Identification, ...]:
    """Return which licences a text holds and what was changed in them, as ``rail identify`` does.

    Raises:
        RailError: the packs were never compiled.
    """
    from rail.identify.identify import identify

    return identify(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)


def report_json(report: Report) -> str:
    """Return a report as the JSON text of ``rail check --format json`` (``policy/schema/check-output.schema.json``)."""
    from rail.reports.json import write_json

    return write_json(report)
