"""An inventory as an SPDX 2.3 document (https://spdx.github.io/spdx-spec/v2.3/).

The release is one package under the licence of its main part; its other parts are packages that it contains. Files lie
in the package of their part. SPDX 2.3 knows no models: purpose is ``OTHER``, and what a relation means stands in its
comment. Terms of use travel as extracted licence texts and as annotations (``rail.documents.notes``).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from spdx_tools.spdx.model import (
    Actor,
    ActorType,
    Annotation,
    AnnotationType,
    CreationInfo,
    Document,
    ExtractedLicensingInfo,
    Relationship,
    RelationshipType,
)

from rail.documents.fingerprint import content_uuid
from rail.documents.notes import note_text, release_notes, restriction_note
from rail.documents.plain_text import line_of, text_of
from rail.documents.spdx2.expressions import reference_of
from rail.documents.spdx2.packages import RELEASE, Packages, origin_id, part_id
from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.inventory import Inventory, UsedLicense

DOCUMENT = "SPDXRef-DOCUMENT"
_RELATIONS = {
    RelationKind.TRAINED_ON: RelationshipType.GENERATED_FROM,
    RelationKind.EVALUATED_ON: RelationshipType.OTHER,
    RelationKind.BUNDLES: RelationshipType.CONTAINS,
}
_COMMENT = (
    "Made from what the release itself states and from licence records read on or before {date}; NOASSERTION stands "
    "where no place says, or places disagree. Use restrictions are annotations whose comment is JSON with the key "
    "note=use-restriction. This document is no legal advice."
)


def spdx2_document(inventory: Inventory) -> Document:
    """Return the document; the same inventory gives the same document."""
    packages = Packages(inventory)
    tool = Actor(ActorType.TOOL, f"railkit-{inventory.tool_version}")
    created = datetime.fromisoformat(inventory.as_of)
    creation = CreationInfo(
        spdx_version="SPDX-2.3",
        spdx_id=DOCUMENT,
        name=line_of(inventory.name) or "release",
        document_namespace=f"urn:uuid:{content_uuid(inventory, 'spdx-2.3')}",
        creators=[tool],
        created=created,
        document_comment=_COMMENT.format(date=inventory.knowledge_date),
    )
    return Document(
        creation_info=creation,
        packages=packages.all(),
        files=packages.files(),
        annotations=[
            Annotation(element, AnnotationType.OTHER, tool, created, text) for element, text in _annotations(inventory)
        ],
        relationships=[*_relationships(inventory), *packages.containment()],
        extracted_licensing_info=[_extracted(used) for used in inventory.licenses if reference_of(used.expression)],
    )


def _annotations(inventory: Inventory) -> Iterator[tuple[str, str]]:
    """Yield element and text; what a base's terms forbid is about the document, for it names no part of the release."""
    for note in release_notes(inventory):
        yield RELEASE, note_text(note)
    for restriction in inventory.inherited:
        yield DOCUMENT, note_text({**restriction_note(restriction), "inherited": True})


def _relationships(inventory: Inventory) -> Iterator[Relationship]:
    yield Relationship(DOCUMENT, RelationshipType.DESCRIBES, RELEASE)
    for part in inventory.parts[1:]:
        yield Relationship(RELEASE, RelationshipType.CONTAINS, part_id(part.kind.value))
    ids = {".": RELEASE, **{origin.id: origin_id(origin) for origin in inventory.origins}}
    for origin in inventory.origins:
        for relation in origin.relations:
            kind = _RELATIONS.get(relation.kind, RelationshipType.DESCENDANT_OF)
            comment = f"{relation.kind.value}; stated by {relation.source}"
            where = f" at {line_of(relation.where)}" if relation.where else ""
            if relation.child in ids:
                yield Relationship(ids[relation.child], kind, ids[origin.id], comment + where)


def _extracted(used: UsedLicense) -> ExtractedLicensingInfo:
    """Return a licence that is not on the SPDX list, with its text or with where the text is to be had."""
    steward = f"Steward: {line_of(used.steward)}. " if used.steward else ""
    own = "The record is the release's own, a claim of whoever wrote it. " if used.own else ""
    digest = f"SHA-256 of the steward's file: {used.text_sha256}. " if used.text_sha256 else ""
    name = line_of(used.name)
    version = f"Version {line_of(used.version)}. " if used.version else ""
    return ExtractedLicensingInfo(
        license_id=reference_of(used.expression),
        extracted_text=text_of(used.text or "") or _no_text(used),
        license_name=f"{name} ({used.id})" if name in {"NONE", "NOASSERTION"} else name,
        cross_references=[used.url] if used.url and used.url.startswith(("https://", "http://")) else [],
        comment=(steward + own + version + digest + f"Kind: {used.kind}.").strip(),
    )


def _no_text(used: UsedLicense) -> str:
    where = f" Its steward publishes it at {used.url}." if used.url else ""
    digest = f" Its SHA-256 is {used.text_sha256}." if used.text_sha256 else ""
    return f"NOASSERTION. The text of {line_of(used.name)} is not held here.{where}{digest}"
