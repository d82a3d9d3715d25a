"""The attachments of ``rail.lock``, from rows and back to them, in one order of keys: the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.model.attached import AttachedText, Attachment, EvidenceFile, ReplacedText, WrittenFile
from rail.model.finding import Waiver
from rail.model.lock import LOCK_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_EVIDENCE = "none"

Row = dict[str, Any]


def attachment_of(row: Row, line: int) -> Attachment:
    """Return the attachment of a row that the schema allows."""
    text, evidence = row["text"], row["evidence"]
    return Attachment(
        component=row["component"],
        license=row["license"],
        licensor=row["licensor"],
        year=row["year"],
        authority=row["authority"],
        date=row["date"],
        text=AttachedText(
            text["path"], text["sha256"], text["from"], text["matched"], text.get("place"), text.get("filled", False)
        ),
        evidence=None if evidence == NO_EVIDENCE else EvidenceFile(**evidence),
        waivers=tuple(_waiver(item, line) for item in row.get("waivers", ())),
        replaced=tuple(ReplacedText(**item) for item in row.get("replaced", ())),
        line=line,
    )


def attachment_row(attachment: Attachment) -> Row:
    """Return the row of an attachment."""
    text, evidence = attachment.text, attachment.evidence
    row: Row = {
        "component": attachment.component,
        "license": attachment.license,
        "licensor": attachment.licensor,
        "year": attachment.year,
        "authority": attachment.authority,
        "evidence": NO_EVIDENCE
        if evidence is None
        else {"name": evidence.name, "sha256": evidence.sha256, "size": evidence.size},
        "date": attachment.date,
        "text": {
            "path": text.path,
            "sha256": text.sha256,
            "from": text.source,
            "matched": text.matched,
            **({"place": text.place} if text.place else {}),
            **({"filled": True} if text.filled else {}),
        },
    }
    if attachment.waivers:
        row["waivers"] = [_waiver_row(waiver) for waiver in attachment.waivers]
    if attachment.replaced:
        row["replaced"] = [
            {"path": one.path, "license": one.license, "sha256": one.sha256, "kept": one.kept, "date": one.date}
            for one in attachment.replaced
        ]
    return row


def written_of(rows: Iterable[Row]) -> tuple[WrittenFile, ...]:
    """Return the files of rows that the schema allows."""
    return tuple(WrittenFile(row["path"], row["sha256"]) for row in rows)


def lock_waivers(attached: Iterable[Attachment]) -> tuple[Waiver, ...]:
    """Return the waivers that travel with attachments."""
    return tuple(waiver for attachment in attached for waiver in attachment.waivers)


def _waiver(row: Row, line: int) -> Waiver:
    return Waiver(
        row["rule"], row["reason"], row["owner"], row["expires"], row.get("path"), line, row.get("finding"), LOCK_FILE
    )


def _waiver_row(waiver: Waiver) -> Row:
    row = {"rule": waiver.rule, "finding": waiver.finding, "path": waiver.path}
    row |= {"reason": waiver.reason, "owner": waiver.owner, "expires": waiver.expires}
    return {key: value for key, value in row.items() if value is not None}
