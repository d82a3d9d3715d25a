"""Repair what can be repaired without a guess: one reviewable patch, written into the folder only on request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.late import dataclass
from rail.operations.check import DEFAULT_PACKS, make_report, with_own_packs
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rail.artifacts.sources.interface import Source
    from rail.edits.plan import Plan
    from rail.model.finding import Finding, Report

_CAP = 4_000_000  # bytes of a file that is edited


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair would do, or has done.

    Attributes:
        before: the report that it answers.
        plan: the files that change, and the edits that are left to people.
        left: open findings that no edit mends.
        patch: the plan as a patch.
        journal: where the patch was kept, when the plan was written.
        after: the report of the repaired release, when the plan was written.
    """

    before: Report
    plan: Plan
    left: tuple[Finding, ...]
    patch: str
    journal: str | None = None
    after: Report | None = None


def repair_release(  # noqa: PLR0913 # what a report depends on is named
    path: str,
    *,
    hub: bool = False,
    packs: Sequence[str] = (),
    as_of: str | None = None,
    stage: str | None = None,
    write: bool = False,
) -> Repair:
    """Check a release, plan the repair of what can be repaired safely, and write it when asked to.

    Args:
        path: a folder, or, without ``write``, anything that ``rail check`` reads.
        hub: treat it as a Hub repository although no card has a front matter.
        packs: names or paths of rule packs, as for ``check_release``.
        as_of: ISO date that the reports speak of; today in UTC when not given.
        stage: as for ``check_release``.
        write: write the plan into the folder.

    Raises:
        InputError: it is no folder that can be written, or it changed meanwhile.
        RailError: it cannot be written; then every file is as it was.
    """
    from rail.artifacts.collect import open_source, read_release
    from rail.checks.engine import run_checks
    from rail.checks.fixing import wanted_edits
    from rail.edits.patch import write_patch
    from rail.edits.plan import make_plan
    from rail.knowledge.store import Knowledge

    date = as_of_date(as_of)
    with open_source(path) as source:
        facts, knowledge = read_release(source, Knowledge.load(), hub=hub, as_of=date)
        facts = facts if stage is None else replace(facts, stage=stage)
        active = tuple(packs) or facts.packs or DEFAULT_PACKS
        knowledge = with_own_packs(knowledge, packs, facts)
        report = make_report(facts, run_checks(facts, knowledge, active, as_of=date), knowledge, active, date)
        wanted, left = wanted_edits(report.findings, report.rules, facts, knowledge, date)
        plan = make_plan(wanted, _reader(source), knowledge)
    repair = Repair(report, plan, left, write_patch(plan))
    if not write:
        return repair
    return _written(repair, path, facts.source, lambda: _recheck(path, hub, packs, date, stage))


def _written(repair: Repair, path: str, kind: str, recheck: Callable[[], Report]) -> Repair:
    from rail.edits.apply import apply_plan

    if kind != "folder":
        message = f"{path}: only a folder is repaired; this is read as {kind}"
        raise InputError(message, "without --write the patch is shown, for you to apply where the files are")
    journal = apply_plan(repair.plan, path)
    return Repair(repair.before, repair.plan, repair.left, repair.patch, journal, recheck())


def _recheck(path: str, hub: bool, packs: Sequence[str], as_of: str, stage: str | None) -> Report:  # noqa: FBT001 # passed on
    from rail.operations.check import check_release

    return check_release(path, hub=hub, packs=packs, as_of=as_of, stage=stage)


def _reader(source: Source) -> Callable[[str], bytes | None]:
    def read(path: str) -> bytes | None:
        from rail.artifacts.whole import read_whole

        entry = source.find(path)
        return None if entry is None else read_whole(source, entry, _CAP)

    return read
