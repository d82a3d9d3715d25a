"""The packages of an SPDX 3.0.1 document: an AI package for weights, a dataset package for data, else a package."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from spdx_python_model import v3_0_1 as spdx

from rail.documents.inventory import NOASSERTION
from rail.documents.plain_text import line_of, text_of
from rail.documents.spdx3.graph import mark
from rail.model.facts import ComponentKind

if TYPE_CHECKING:
    from rail.documents.inventory import Described, FileRecord, Inventory, Origin, Part
    from rail.documents.spdx3.graph import Element, Graph

_PURPOSE = spdx.software_SoftwarePurpose
_PURPOSES = {
    ComponentKind.WEIGHTS: _PURPOSE.model,
    ComponentKind.DATA: _PURPOSE.data,
    ComponentKind.CODE: _PURPOSE.source,
    ComponentKind.DOCS: _PURPOSE.documentation,
}
_CLASSES = {ComponentKind.WEIGHTS: spdx.ai_AIPackage, ComponentKind.DATA: spdx.dataset_DatasetPackage}
_UNKNOWN = spdx.PresenceType.noAssertion
_MOST = 200


class Packages:
    """Makes the packages and files of one release in a graph."""

    def __init__(self, inventory: Inventory, graph: Graph) -> None:
        """Take what they are made from; whoever supplies the release is an element of its own."""
        self._inventory = inventory
        self._graph = graph
        name = line_of(inventory.supplier or inventory.licensor or "")
        self._supplier = graph.make(spdx.Organization, "Supplier", name=name) if name else None

    def release(self) -> Element:
        """Return the package of the release, which is that of its main part."""
        inventory, main = self._inventory, self._inventory.main
        return self._package(
            main,
            "Release",
            name=line_of(inventory.name) or "release",
            description=_said(inventory.described, "description"),
            comment=f"Licence concluded from: {line_of(main.basis)}",
            software_packageVersion=line_of(inventory.version or inventory.revision or ""),
            software_downloadLocation=inventory.url,
            software_sourceInfo=f"git revision {inventory.revision}" if inventory.revision else None,
            externalRef=self._references(),
            **_described(main.kind, inventory.described),
        )

    def part(self, part: Part) -> Element:
        """Return the package of another part; what supplies, dates and versions the release does so for it."""
        inventory = self._inventory
        return self._package(
            part,
            f"Part-{part.kind.value}",
            name=line_of(f"{inventory.name} ({part.kind.value})"),
            comment=f"Licence concluded from: {line_of(part.basis)}",
            software_packageVersion=line_of(inventory.version or inventory.revision or ""),
            software_downloadLocation=inventory.url,
            **_described(part.kind, None),
        )

    def origin(self, origin: Origin) -> Element:
        """Return the package of something that the release is built on; what is not known of it is not there."""
        kind = ComponentKind.DATA if origin.artifact == "dataset" else ComponentKind.WEIGHTS
        seen = "; ".join(
            f"{answer.by} ({answer.basis}) {answer.where}: {answer.stated or answer.license or 'unknown'}"
            for answer in origin.answers[:8]
        )
        return self._graph.make(
            _CLASSES[kind],
            f"Origin-{origin.artifact}-{mark(origin.id)}",
            name=line_of(origin.name) or origin.id,
            software_primaryPurpose=_PURPOSES[kind],
            software_packageVersion=line_of(origin.revision or ""),
            software_downloadLocation=origin.url,
            comment=line_of(f"Its licence was seen at: {seen}")
            if seen
            else "No place says under which licence it stands.",
            **_described(kind, None),
        )

    def file(self, file: FileRecord) -> Element:
        """Return a file; one that was not read is known by its Git LFS oid, or by its name alone."""
        hashes = [spdx.Hash(algorithm=spdx.HashAlgorithm.sha256, hashValue=file.sha256)] if file.sha256 else []
        why = "A Git LFS object, by its oid; it was not read" if file.lfs else file.unhashed
        return self._graph.make(
            spdx.software_File,
            f"File-{mark(file.path)}",
            name=f"./{line_of(file.path)}",
            verifiedUsing=hashes,
            software_primaryPurpose=_PURPOSES.get(file.kind) if file.kind else _PURPOSE.file,
            comment=line_of(f"{why}. {file.size} bytes." if why else f"{file.size} bytes."),
        )

    def _package(self, part: Part, local: str, **fields: object) -> Element:
        released = self._inventory.released
        return self._graph.make(
            _CLASSES.get(part.kind, spdx.software_Package),
            local,
            software_primaryPurpose=_PURPOSES[part.kind],
            software_copyrightText=NOASSERTION,
            suppliedBy=self._supplier,
            originatedBy=[self._supplier] if self._supplier is not None else [],
            releaseTime=datetime.fromisoformat(released).replace(tzinfo=UTC) if released else None,
            **fields,
        )

    def _references(self) -> list[Element]:
        kinds = {
            "restrictions": (spdx.ExternalRefType.license, "application/json"),
            "odrl": (spdx.ExternalRefType.license, "application/ld+json"),
            "card": (spdx.ExternalRefType.documentation, "text/markdown"),
        }
        return [
            spdx.ExternalRef(
                externalRefType=kinds[reference.what][0],
                contentType=kinds[reference.what][1],
                locator=[line_of(reference.target)],
                comment=f"{reference.what}{f', SHA-256 {reference.sha256}' if reference.sha256 else ''}",
            )
            for reference in self._inventory.references
            if reference.what in kinds
        ]


def _described(kind: ComponentKind, card: Described | None) -> dict[str, object]:
    """Return the fields of a profile that a card fills; what is required and not known is said to be not known."""
    if kind is ComponentKind.DATA:
        return {
            "dataset_datasetType": [spdx.dataset_DatasetType.noAssertion],
            "dataset_hasSensitivePersonalInformation": _UNKNOWN,
            "dataset_intendedUse": _said(card, "intended-use", "out-of-scope"),
            "dataset_knownBias": [_said(card, "bias")] if _said(card, "bias") else [],
            "dataset_dataCollectionProcess": _said(card, "collection"),
            "dataset_dataPreprocessing": [_said(card, "preprocessing")] if _said(card, "preprocessing") else [],
        }
    if kind is not ComponentKind.WEIGHTS:
        return {}
    return {
        "ai_useSensitivePersonalInformation": _UNKNOWN,
        "ai_informationAboutApplication": _said(card, "intended-use", "out-of-scope"),
        "ai_informationAboutTraining": _said(card, "training"),
        "ai_limitation": _said(card, "limitations", "bias"),
        "ai_domain": [line_of(task) for task in card.task] if card else [],
        "ai_modelDataPreprocessing": [_said(card, "preprocessing")] if _said(card, "preprocessing") else [],
        "ai_metric": _metrics(card),
    }


def _metrics(card: Described | None) -> list[Element]:
    stated = [one for one in card.metrics if one.value is not None] if card else []
    return [
        spdx.DictionaryEntry(
            key=line_of(" on ".join(filter(None, (one.name, one.dataset)))), value=line_of(one.value or "")
        )
        for one in stated[:_MOST]
    ]


def _said(card: Described | None, *topics: str) -> str | None:
    """Return what a card says under topics, each under its name where there are several."""
    found = {topic: text_of(card.sections[topic]) for topic in topics if topic in card.sections} if card else {}
    if len(topics) == 1 or len(found) == 1:
        only = next(iter(found.items()), None)
        return None if only is None else only[1] if only[0] == topics[0] else f"{only[0]}: {only[1]}"
    return "\n\n".join(f"{topic}: {text}" for topic, text in found.items()) or None
