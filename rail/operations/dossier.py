"""The dossier of a sign-off: one archive that somebody without rail can read and verify."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from rail.artifacts.approvals import report_path
from rail.artifacts.whole import read_whole
from rail.errors import InputError
from rail.operations.approve import approved_by, standings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.operations.approve import Standing

_CAP = 64 << 20
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip archive; stored, not packed: the same bytes with every zlib


class Dossier(NamedTuple):
    """An archive, whose sign-off it holds, and whether that still stands."""

    data: bytes
    approver: str
    holds: bool


def dossier(path: str) -> Dossier:
    """Return the dossier of a release's last sign-off.

    Raises:
        InputError: nobody has signed, or the report that was signed is gone or changed.
        SourceError: the release cannot be read whole.
    """
    found = standings(path)
    if not found:
        message = f"{path}: nobody has signed this release off"
        raise InputError(message, "rail release approve --approver NAME")
    last = found[-1]
    files = _files(path, last)
    sums = "".join(f"{_sha256(data)}  {name}\n" for name, data in sorted(files.items()))
    files["SHA256SUMS"] = sums.encode()
    return Dossier(_zip(files), approved_by(last), last.holds)


def _files(path: str, last: Standing) -> dict[str, bytes]:
    from rail.artifacts.collect import collect_facts, open_source
    from rail.artifacts.document import facts_document
    from rail.operations.render import render
    from rail.operations.saved import parse_report
    from rail.reports.encode import to_json

    approval = last.approval
    with open_source(path) as source:
        kept = {name: source.find(name) for name in (approval.path, report_path(approval.path))}
        missing = next((name for name, entry in kept.items() if entry is None), None)
        if missing is not None:
            message = f"{missing}: is gone; a dossier without it proves nothing"
            raise InputError(message, "sign the release again: rail release approve")
        signed, report = (read_whole(source, entry, _CAP) for entry in kept.values() if entry is not None)
    if _sha256(report) != approval.report_sha256:
        message = f"{report_path(approval.path)}: is not the report that was signed"
        raise InputError(message, "sign the release again: rail release approve")
    files = {
        "README.txt": _readme(last).encode(),
        "approval.json": signed,
        "report.json": report,
        "report.html": render(parse_report(report, "report.json"), "html").encode(),
        "facts.json": to_json(facts_document(collect_facts(path, as_of=approval.as_of))).encode(),
    }
    if approval.tree.rows:
        rows = "".join(f"{row.sha256}  {row.path}\n" for row in approval.tree.rows)
        files["release.sha256"] = rows.encode("utf-8", "surrogateescape")
    return files


def _readme(last: Standing) -> str:
    approval = last.approval
    state = "The release is still as it was signed." if last.holds else f"VOID: {'; '.join(last.why)}."
    return (
        f"Sign-off of {approval.release}\n\n"
        f"{approved_by(last)} approved this release on a report as of {approval.as_of} with the verdict "
        f"{approval.verdict}.\nThe name is as it was given; nobody verified it.\n{state}\n\n"
        "approval.json   who, what, which findings were accepted and why, and the hashes that it is bound to\n"
        "report.json     the report that was signed; its sha256 is report_sha256 of approval.json\n"
        "report.html     the same report for reading\n"
        "facts.json      what was read from the release when this dossier was made\n"
        "release.sha256  every file of the release as it was signed\n"
        "SHA256SUMS      the files of this dossier\n\n"
        "To verify without rail:\n"
        "  sha256sum -c SHA256SUMS                       in this folder\n"
        "  sha256sum report.json                         must be report_sha256 of approval.json\n"
        "  sha256sum -c PATH/release.sha256              in the folder of the release\n"
        "  sha256sum release.sha256                      must be tree.sha256 of approval.json\n\n"
        "This is no legal advice, and a sign-off is a decision of the person who gave it.\n"
    )


def _zip(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_STORED
            archive.writestr(info, data)
    return target.getvalue()


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
