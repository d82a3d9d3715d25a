"""Write into a release what it owes as a derivative, hold the result against the rules, and say what is left."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from rail.documents.use_restrictions import FILE_NAME
from rail.edits.plan import Refusal
from rail.errors import InputError
from rail.model.late import dataclass
from rail.model.lock import LOCK_FILE
from rail.operations.check import DEFAULT_PACKS, make_report
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.artifacts.sources.interface import Source
    from rail.attach.derive.derivation import Derivation
    from rail.attach.derive.named import Named
    from rail.attach.derive.texts import Offered
    from rail.attach.draft import Draft
    from rail.edits.plan import Plan
    from rail.model.facts import Facts
    from rail.model.finding import Finding, Report
    from rail.model.lock import Lock

_CAP = 4_000_000  # bytes of a file that is edited
# What a derivative owes its upstreams; other findings of a release are not the matter here.
GROUPS = ("flow-down", "attribution", "compatibility")


@dataclass(frozen=True, slots=True)
class DeriveFix:
    """What writing a derivation does, or has done.

    Attributes:
        plan: the files that change.
        left: what only people can do.
        patch: the plan as a patch.
        report: the check of the release as it then is.
        unused: a sentence on each text that was named and that nothing needs.
        journal: where the patch was kept, when the plan was written and changed something.
        written: it was written.
    """

    plan: Plan
    left: tuple[Refusal, ...]
    patch: str
    report: Report
    unused: tuple[str, ...]
    journal: str | None = None
    written: bool = False

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings on what is owed to upstreams that remain."""
        groups = {rule.id: rule.group for rule in self.report.rules}
        return tuple(one for one in self.report.findings if not one.waived and groups.get(one.rule) in GROUPS)


def fix_derivative(
    path: str, derivation: Derivation, offered: Offered, *, as_of: str | None = None, write: bool = True
) -> DeriveFix:
    """Plan what a derivative must carry in the release in a folder, and write it.

    Args:
        path: the folder; without ``write`` anything that ``rail check`` reads.
        derivation: what it owes.
        offered: where texts may be taken from.
        as_of: ISO date of what is seen for the first time; today in UTC when not given.
        write: write it; else only plan it.

    Raises:
        InputError: the release or the derivation does not allow it, or a text that was named cannot be read or is a
            needed one changed; nothing was written.
        RailError: it cannot be written; then every file is as it was.
    """
    from rail.artifacts.collect import open_source
    from rail.attach.derive.named import read_texts
    from rail.edits.apply import apply_plan
    from rail.edits.patch import write_patch

    named = read_texts(offered.places)
    with open_source(path) as source:
        if write and source.kind != "folder":
            message = f"{path}: only a folder is written into; this is read as {source.kind}"
            raise InputError(message, "--dry-run shows the patch, for you to apply where the files are")
        plan, left, report, unused = _planned(source, derivation, offered, named, as_of_date(as_of))
    patch = write_patch(plan)
    if not write:
        return DeriveFix(plan, left, patch, report, unused)
    return DeriveFix(plan, left, patch, report, unused, apply_plan(plan, path), written=True)


def _planned(
    source: Source, derivation: Derivation, offered: Offered, named: Named, as_of: str
) -> tuple[Plan, tuple[Refusal, ...], Report, tuple[str, ...]]:
    from rail.artifacts.collect import read_release
    from rail.artifacts.lineage.lock_text import lock_text
    from rail.artifacts.lineage.locking import lock_of
    from rail.artifacts.sources.overlay import OverlaySource
    from rail.attach.derive.fix import draft_derivation
    from rail.attach.derive.named import unused_texts
    from rail.attach.draft import Draft
    from rail.checks.engine import run_checks
    from rail.knowledge.store import Knowledge

    facts, knowledge = read_release(source, Knowledge.load(), as_of=as_of)
    unused = unused_texts(named, derivation, knowledge)
    draft = Draft(_reader(source), facts.paths)
    left = draft_derivation(derivation, facts, draft, knowledge, offered)
    planned, _ = read_release(OverlaySource(source, draft.files()), Knowledge.load(), as_of=as_of)
    lock = _as_written(lock_of(planned, as_of), draft)
    draft.write(draft.path(LOCK_FILE), lock_text(lock).encode(), "the record of upstreams")
    planned, knowledge = read_release(OverlaySource(source, draft.files()), Knowledge.load(), as_of=as_of)
    outcome = run_checks(planned, knowledge, DEFAULT_PACKS, as_of=as_of)
    left = (*left, *_outdated(facts, draft))
    return draft.plan(), left, make_report(planned, outcome, knowledge, DEFAULT_PACKS, as_of), unused


def _outdated(facts: Facts, draft: Draft) -> tuple[Refusal, ...]:
    """Return the terms for programs that `rail attach` wrote, where what they are made from changes now."""
    written = () if facts.lock is None else facts.lock.written
    if not draft.files() or all(one.path != FILE_NAME for one in written):
        return ()
    todo = "run `rail attach` with the licence that is attached again: it brings them and the SBOM up to date"
    return (Refusal(FILE_NAME, "the terms for programs", todo),)


def _as_written(lock: Lock, draft: Draft) -> Lock:
    """Return the lock with the new hashes of files that `rail attach` wrote, and that were extended now.

    A file that people changed since keeps the old hash, so that it still counts as theirs.
    """
    before = {change.path: change.before for change in draft.plan().changes}
    written = (
        replace(one, sha256=sha256(draft.read(one.path) or b"").hexdigest())
        if one.sha256 == sha256(before.get(one.path) or b"").hexdigest()
        else one
        for one in lock.written
    )
    return replace(lock, written=tuple(written))


def _reader(source: Source) -> Callable[[str], bytes | None]:
    def read(path: str) -> bytes | None:
        from rail.artifacts.whole import read_whole

        entry = source.find(path)
        return None if entry is None else read_whole(source, entry, _CAP)

    return read
