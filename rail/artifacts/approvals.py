"""``.rail/approvals``: sign-offs of a release, read as data and written as JSON (``approval.schema.json``)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from rail.artifacts.whole import read_whole
from rail.errors import InputError
from rail.knowledge.documents import checked, parse_json
from rail.model.approval import Accepted, Approval, FileDigest, TreeDigest

if TYPE_CHECKING:
    from rail.artifacts.sources.interface import Source

FOLDER = ".rail/approvals"
SCHEMA_VERSION = "1"
_ENDING = ".approval.json"
_CAP = 16 << 20
_MOST = 100
_HINT = "sign the release again: rail release approve"


def read_approvals(source: Source) -> tuple[Approval, ...]:
    """Return the sign-offs of a release, oldest first.

    Raises:
        InputError: one of them cannot be used; the message says which and why.
    """
    entries = [one for one in source.entries() if one.path.startswith(f"{FOLDER}/") and one.path.endswith(_ENDING)]
    if len(entries) > _MOST:
        message = f"{FOLDER}: {len(entries)} approvals; at most {_MOST} are read"
        raise InputError(message)
    return tuple(parse_approval(read_whole(source, entry, _CAP), entry.path) for entry in entries)


def parse_approval(data: bytes, path: str) -> Approval:
    """Return one sign-off.

    Raises:
        InputError: it is no JSON, or breaks the schema.
    """
    document = checked(parse_json(data, path, _HINT), path, "approval", _HINT)
    tree = document["tree"]
    return Approval(
        **{name: document[name] for name in ("release", "approver", "role", "as_of", "verdict")},
        accepted=tuple(Accepted(**row) for row in document["accepted"]),
        tree=TreeDigest(**{**tree, "rows": tuple(FileDigest(**row) for row in tree["rows"])}),
        report_sha256=document["report_sha256"],
        inputs=document["inputs"],
        path=path,
    )


def approval_document(approval: Approval) -> dict[str, object]:
    """Return a sign-off as the JSON document that is kept."""
    fields = {name: value for name, value in asdict(approval).items() if name != "path"}
    # Without keys, a name is what somebody typed; a signature would say more.
    return {"schema_version": SCHEMA_VERSION, "identity": "asserted", **fields}


def approval_path(approval: Approval) -> str:
    """Return where a sign-off is kept: by date and report, so that two never meet."""
    return f"{FOLDER}/{approval.as_of}-{approval.report_sha256[:12]}{_ENDING}"


def report_path(path: str) -> str:
    """Return where the report of a sign-off is kept."""
    return path.removesuffix(_ENDING) + ".report.json"
