"""Sign-off of a release: recorded with everything it rests on, void as soon as a byte of the release changes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.approvals import approval_document, approval_path, read_approvals, report_path
from rail.artifacts.tree_digest import tree_digest
from rail.artifacts.whole import read_whole
from rail.errors import InputError
from rail.model.approval import Accepted, Approval
from rail.model.finding import Severity
from rail.model.late import dataclass
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.artifacts.sources.interface import Source
    from rail.model.approval import TreeDigest
    from rail.model.finding import Finding, Report

_SHOWN = 10
_CAP = 64 << 20


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a sign-off still holds.

    Attributes:
        approval: the sign-off.
        holds: every byte of the release is as it was, and so is the report that was signed.
        why: what changed, in words; empty where it holds.
    """

    approval: Approval
    holds: bool
    why: tuple[str, ...]


def approve_release(  # noqa: PLR0913 # who, what and on which report are named
    path: str,
    *,
    approver: str,
    role: str = "",
    accept: Mapping[str, str] | None = None,
    hub: bool = False,
    packs: Sequence[str] = (),
    as_of: str | None = None,
) -> Approval:
    """Check a release, record that somebody approves it as it stands, and return the record.

    Args:
        path: the release's folder.
        approver: who approves; taken as given.
        role: in which role.
        accept: id of a ``review`` finding, or enough of it, -> why it is accepted.
        hub: as for ``check_release``.
        packs: as for ``check_release``.
        as_of: ISO date of the report; today in UTC when not given.

    Raises:
        InputError: an error stands open, a review finding is not accepted, what is accepted is no such finding, or the
            path is no folder.
        SourceError: a file of the release cannot be read: what was not seen cannot be signed for.
    """
    from rail.operations.check import check_release
    from rail.operations.render import render

    if not approver.strip():
        message = "--approver: expected a name"
        raise InputError(message)
    date = as_of_date(as_of)
    tree = _tree(path, folder_only=True)
    report = check_release(path, hub=hub, packs=packs, as_of=date, inputs=True)
    accepted = _accepted(report, accept or {})
    text = render(report, "json")
    approval = Approval(
        release=str(report.summary["name"]),
        approver=approver.strip(),
        role=role.strip(),
        as_of=date,
        verdict=report.verdict.word,
        accepted=accepted,
        tree=tree,
        report_sha256=hashlib.sha256(text.encode()).hexdigest(),
        inputs=dict(report.inputs),
    )
    approval = replace(approval, path=approval_path(approval))
    _write(path, {report_path(approval.path): text, approval.path: _json(approval_document(approval))})
    return approval


def standings(path: str) -> tuple[Standing, ...]:
    """Return the sign-offs of a release, oldest first, each with whether it still holds.

    Raises:
        InputError: one of them cannot be used.
        SourceError: the release cannot be read whole.
    """
    from rail.artifacts.collect import open_source

    with open_source(path) as source:
        approvals = read_approvals(source)
    if not approvals:
        return ()
    tree = _tree(path)
    with open_source(path) as source:
        return tuple(_standing(approval, tree, _report_hash(source, approval)) for approval in approvals)


def _standing(approval: Approval, tree: TreeDigest, report_sha256: str | None) -> Standing:
    why = list(_differences(approval.tree, tree)) if approval.tree.sha256 != tree.sha256 else []
    if report_sha256 is None:
        why.append(f"{report_path(approval.path)}, the report that was signed, is gone")
    elif report_sha256 != approval.report_sha256:
        why.append(f"{report_path(approval.path)} is not the report that was signed")
    return Standing(approval, holds=not why, why=tuple(why))


def _differences(then: TreeDigest, now: TreeDigest) -> list[str]:
    """Return what changed between two states of a release, file by file where the files were kept."""
    if not then.rows or not now.rows:
        return [f"its files changed: {then.files:,} then, {now.files:,} now"]
    before, after = ({row.path: row.sha256 for row in tree.rows} for tree in (then, now))
    told = [f"{name} is gone" for name in sorted(before.keys() - after.keys())]
    told += [f"{name} is new" for name in sorted(after.keys() - before.keys())]
    told += [f"{name} changed" for name in sorted(before.keys() & after.keys()) if before[name] != after[name]]
    return told if len(told) <= _SHOWN else [*told[:_SHOWN], f"and {len(told) - _SHOWN} more files"]


def _accepted(report: Report, accept: Mapping[str, str]) -> tuple[Accepted, ...]:
    """Return the review findings that are accepted, which must be all there are.

    Raises:
        InputError: they are not, or an error stands open.
    """
    errors = [found for found in report.findings if found.severity is Severity.ERROR and not found.waived]
    if errors:
        message = f"{len(errors)} errors stand open, and nobody can sign for them: {_list(errors)}"
        raise InputError(message, "mend them, or waive them in rail.yaml with owner, reason and expiry")
    reviews = [found for found in report.findings if found.severity is Severity.REVIEW and not found.waived]
    reasons = {_meant(name, reviews).id: reason.strip() for name, reason in accept.items()}
    open_ones = [found for found in reviews if not reasons.get(found.id)]
    if open_ones:
        wait = "finding waits" if len(open_ones) == 1 else "findings wait"
        message = f"{len(open_ones)} {wait} for a person's decision: {_list(open_ones)}"
        raise InputError(message, "--accept FINDING='why' accepts one of them")
    return tuple(Accepted(found.id, found.rule, found.message, reasons[found.id]) for found in reviews)


def _meant(name: str, reviews: Sequence[Finding]) -> Finding:
    found = [one for one in reviews if one.id.startswith(name) and name]
    if len(found) != 1:
        known = _list(reviews) if reviews else "there is none"
        message = f"--accept: {name!r} names {'no' if not found else 'more than one'} open review finding: {known}"
        raise InputError(message)
    return found[0]


def _list(findings: Sequence[Finding]) -> str:
    more = f", and {len(findings) - _SHOWN} more" if len(findings) > _SHOWN else ""
    return ", ".join(found.id for found in findings[:_SHOWN]) + more


def _tree(path: str, *, folder_only: bool = False) -> TreeDigest:
    from rail.artifacts.collect import open_source

    with open_source(path) as source:
        if folder_only and source.kind != "folder":
            message = f"{path}: a sign-off is kept in the release's folder; this is read as {source.kind}"
            raise InputError(message, "sign in the folder that is published")
        return tree_digest(source)


def _report_hash(source: Source, approval: Approval) -> str | None:
    entry = source.find(report_path(approval.path))
    return None if entry is None else hashlib.sha256(read_whole(source, entry, _CAP)).hexdigest()


def _json(document: object) -> str:
    from rail.reports.encode import to_json

    return to_json(document)


def _write(root: str, files: Mapping[str, str]) -> None:
    from rail.edits.apply import write_changes
    from rail.edits.plan import FileChange

    write_changes(root, [FileChange(name, None, text.encode(), ()) for name, text in files.items()])


def approved_by(standing: Standing) -> str:
    """Return who approved, in words."""
    role = f", {standing.approval.role}" if standing.approval.role else ""
    return f"{standing.approval.approver}{role}"
