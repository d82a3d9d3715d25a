"""Attach a licence to a release: plan every file that must say so, hold the plan against the rules, write it whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.late import dataclass
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rail.artifacts.sources.interface import Source
    from rail.attach.request import AttachRequest
    from rail.attach.setting import Holding
    from rail.edits.plan import Plan
    from rail.knowledge.store import Knowledge
    from rail.model.finding import Finding, Report, Waiver
    from rail.model.vocabulary import Vocabulary
    from rail.terms.consequences import Consequence

    Progress = Callable[[int, int], None]

_CAP = 4_000_000  # bytes of a file that is edited
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class AttachPlan:
    """What an attachment would write, and what the release would then be.

    Attributes:
        plan: the changes of files; empty where nothing changes.
        holdings: every attachment that then stands, with its record.
        report: the check of the planned release.
        refused: what upstream forbids, and no waiver accepts; such a plan is not written.
        notes: what is to be said of it.
    """

    plan: Plan
    holdings: tuple[Holding, ...]
    report: Report
    refused: tuple[Finding, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of an attachment.

    Attributes:
        planned: the plan.
        patch: the plan as a patch.
        journal: where the patch was kept that undoes it, when it was written.
        written: it was written.
    """

    planned: AttachPlan
    patch: str
    journal: str | None = None
    written: bool = False

    @property
    def refused(self) -> tuple[Finding, ...]:
        """What upstream forbids; then nothing was written."""
        return self.planned.refused


def attach_license(
    path: str,
    request: AttachRequest,
    *,
    as_of: str | None = None,
    write: bool = True,
    progress: Progress | None = None,
) -> Attached:
    """Attach licences to the release in a folder.

    Args:
        path: the folder; without ``write`` anything that ``rail check`` reads.
        request: what is to be attached, by whom.
        as_of: ISO date of the attachment; today in UTC when not given.
        write: write it; else only plan it.
        progress: told bytes that were hashed for the SBOM, and of how many.

    Raises:
        InputError: the request or the release does not allow it; the message says why, and nothing was written.
        RailError: it cannot be written; then every file is as it was.
    """
    from rail.artifacts.collect import open_source
    from rail.edits.apply import apply_plan
    from rail.edits.patch import write_patch
    from rail.knowledge.store import Knowledge

    date = as_of_date(as_of)
    with open_source(path) as source:
        if write and source.kind != "folder":
            message = f"{path}: only a folder is written into; this is read as {source.kind}"
            raise InputError(message, "--dry-run shows the patch, for you to apply where the files are")
        planned = plan_attach(source, request, Knowledge.load(), date, progress)
    patch = write_patch(planned.plan)
    if not write or planned.refused:
        return Attached(planned, patch)
    return Attached(planned, patch, apply_plan(planned.plan, path), written=True)


def plan_attach(
    source: Source, request: AttachRequest, knowledge: Knowledge, as_of: str, progress: Progress | None = None
) -> AttachPlan:
    """Plan an attachment to any source: a folder, a git revision, an archive.

    Args:
        source: the release.
        request: what is to be attached.
        knowledge: the records.
        as_of: ISO date of the attachment.
        progress: told bytes that were hashed for the SBOM, and of how many.

    Raises:
        InputError: the request or the release does not allow it.
    """
    from rail.artifacts.collect import read_release
    from rail.artifacts.sources.overlay import OverlaySource
    from rail.attach.draft import Draft
    from rail.attach.plan import draft_attachment, finish
    from rail.attach.refusal import refusing, used_waivers
    from rail.checks.waivers import check_waivers
    from rail.operations.attach_documents import draft_documents

    facts, knowledge = read_release(source, knowledge, as_of=as_of)
    for _, name in request.licenses:
        _check_own(name, knowledge)
    draft = Draft(_reader(source), facts.paths)
    drafted = draft_attachment(request, facts, knowledge, draft, as_of=as_of)
    documents, said = draft_documents(source, draft, drafted, sbom=request.sbom, as_of=as_of, progress=progress)
    drafted = replace(drafted, written=(*drafted.written, *documents), notes=(*drafted.notes, *said))
    used: tuple[Waiver, ...] = ()
    if request.waivers:  # with all of them first, to see which accept something: the others do not travel
        trial = draft.copy()
        finish(drafted, trial, request.waivers, as_of)
        check_waivers(request.waivers, {rule.id for pack in knowledge.packs() for rule in knowledge.rules(pack)})
        tried = _check(OverlaySource(source, trial.files()), knowledge, as_of)
        used = used_waivers(request.waivers, tried.waivers)
    drafted = finish(drafted, draft, used, as_of)
    report = _check(OverlaySource(source, draft.files()), knowledge, as_of)
    notes = (*drafted.notes, *(_unused(waiver) for waiver in request.waivers if waiver not in used))
    return AttachPlan(
        draft.plan(),
        drafted.setting.holdings,
        report,
        refusing(report.findings, knowledge),
        tuple(dict.fromkeys(notes)),
    )


def is_recorded(path: str, request: AttachRequest, as_of: str | None) -> bool:
    """Tell whether the release's lock names who licensed these licences to these parts already.

    Raises:
        InputError: the release cannot be read.
    """
    from rail.artifacts.collect import collect_release
    from rail.knowledge.store import Knowledge

    facts, knowledge = collect_release(path, Knowledge.load(), as_of=as_of_date(as_of))
    former = {one.component: one.license for one in (facts.lock.attached if facts.lock else ())}
    return all(former.get(component) == knowledge.resolve(name).license for component, name in request.licenses)


def consequences_of(holdings: Sequence[Holding]) -> tuple[dict[str, tuple[Consequence, ...]], Vocabulary]:
    """Return what follows from each attached licence, by its id, and the words of it."""
    from rail.knowledge.store import Knowledge
    from rail.operations.policies import policies_of
    from rail.terms.consequences import consequences

    knowledge = Knowledge.load()
    found = {}
    for holding in holdings:
        policies = policies_of(holding.record.terms, knowledge)
        policies.pop(str(holding.record.id), None)
        found[str(holding.record.id)] = consequences(
            holding.record, knowledge.positions(), knowledge.vocabulary(), policies
        )
    return found, knowledge.vocabulary()


def _check(source: Source, knowledge: Knowledge, as_of: str) -> Report:
    """Return the check of a release as it will be; the default pack is asked whatever the release asks for."""
    from rail.artifacts.collect import read_release
    from rail.checks.engine import run_checks
    from rail.operations.check import DEFAULT_PACKS, make_report

    facts, knowledge = read_release(source, knowledge, as_of=as_of)
    return make_report(facts, run_checks(facts, knowledge, DEFAULT_PACKS, as_of=as_of), knowledge, DEFAULT_PACKS, as_of)


def _check_own(name: str, knowledge: Knowledge) -> None:
    """Refuse a record of the release's own that its own text does not bear out.

    Raises:
        InputError: it has errors.
    """
    own = next((one for one in knowledge.own if one.record["id"] == name), None)
    if own is None:
        return
    from rail.operations.records import own_problems

    wrong = [problem for problem in own_problems(own) if problem.severity == "error"]
    if wrong:
        shown = "".join(f"; {one.where}: {one.message}" for one in wrong[:_SHOWN])
        message = f"{name}: its record has {len(wrong)} errors; such terms are not attached{shown}"
        raise InputError(message, f"rail license lint {own.path}")


def _unused(waiver: Waiver) -> str:
    return f"the waiver of {waiver.finding or waiver.rule} meets no finding; it was not recorded"


def _reader(source: Source) -> Callable[[str], bytes | None]:
    from rail.artifacts.whole import read_whole

    def read(path: str) -> bytes | None:
        entry = source.find(path)
        return None if entry is None else read_whole(source, entry, _CAP)

    return read
