"""Sign-off: who approved a release, on which report, and what they accepted."""

from __future__ import annotations

from rail.model.late import dataclass


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding for a person to decide, that the approver accepted.

    Attributes:
        id: the finding's id.
        rule: the rule that found it.
        message: what it said.
        reason: why the approver accepts it.
    """

    id: str
    rule: str
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileDigest:
    """One file of a release by its bytes."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TreeDigest:
    """All files of a release by their bytes.

    Attributes:
        sha256: of the lines ``<sha256>  <path>`` in the order of the paths, as ``sha256sum`` writes them.
        files: how many.
        bytes: their size.
        rows: each file; empty for a release of very many.
    """

    sha256: str
    files: int
    bytes: int
    rows: tuple[FileDigest, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """One sign-off, as it is kept in ``.rail/approvals``.

    Attributes:
        release: the release's own name.
        approver: who approves.
        role: in which role, or empty.
        as_of: ISO date of the report.
        verdict: the report's verdict.
        accepted: the ``review`` findings that were accepted.
        tree: the release's files.
        report_sha256: of the JSON report, kept beside the approval.
        inputs: what the report rests on, as hashes: facts, knowledge, packs, rules, tool.
        path: where the approval is kept.
    """

    release: str
    approver: str
    role: str
    as_of: str
    verdict: str
    accepted: tuple[Accepted, ...]
    tree: TreeDigest
    report_sha256: str
    inputs: dict[str, object]
    path: str = ""
