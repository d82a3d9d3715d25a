"""The components of a release: its parts with their files, the models and data that it is built on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.cyclonedx.model_card import model_card
from rail.documents.cyclonedx.names import (
    RELEASE,
    Node,
    external_reference,
    file_ref,
    hashes,
    named,
    origin_ref,
    part_ref,
    web_address,
)
from rail.documents.cyclonedx.restrictions import restriction_properties
from rail.documents.inventory import NOASSERTION
from rail.documents.plain_text import line_of, text_of
from rail.model.facts import ComponentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.cyclonedx.licenses import Licenses
    from rail.documents.inventory import FileRecord, Inventory, Origin, Part

_TYPES = {
    ComponentKind.WEIGHTS: "machine-learning-model",
    ComponentKind.CODE: "library",
    ComponentKind.DATA: "data",
    ComponentKind.DOCS: "data",
}
_DATA = {ComponentKind.DATA: "dataset", ComponentKind.DOCS: "other"}
_HUB = "https://huggingface.co/"


class Components:
    """The components of one release, each once."""

    def __init__(self, inventory: Inventory, licenses: Licenses) -> None:
        """Take the inventory and what writes licences."""
        self._inventory = inventory
        self._licenses = licenses
        self._placed: set[str] = set()

    def release(self) -> Node:
        """Return the release itself: its main part, with the model card where that is a model."""
        inventory, main = self._inventory, self._inventory.main
        model = main.kind is ComponentKind.WEIGHTS
        version = inventory.version or inventory.revision
        supplier = inventory.supplier or inventory.licensor
        description = inventory.described.sections.get("description") if inventory.described else None
        licensed = self._licensed(main)  # before the pedigree: its texts shall stand here
        ancestors = [self._ancestor(one) for one in self._children(".")]
        references = [external_reference(one, model=model) for one in inventory.references]
        if inventory.url:
            references.append({"type": "distribution", "url": web_address(inventory.url)})
        return {
            "type": _TYPES[main.kind],
            "bom-ref": RELEASE,
            **({"supplier": {"name": line_of(supplier)}} if supplier else {}),
            "name": line_of(inventory.name) or "release",
            **({"version": line_of(version)} if version else {}),
            **({"description": text_of(description)} if description else {}),
            **licensed,
            **({"pedigree": {"ancestors": ancestors}} if ancestors else {}),
            **({"externalReferences": references} if references else {}),
            **self._files(main),
            **({"modelCard": model_card(inventory)} if model else {}),
            **self._data(main),
            "properties": [*self._told(main), *self._restricted(main), *self._loose()],
        }

    def others(self) -> list[Node]:
        """Return the other parts, the files of no part, the data sets, and models that stand in no pedigree."""
        inventory = self._inventory
        parts = [self._part(part) for part in inventory.parts[1:]]
        kinds = {part.kind for part in inventory.parts}
        loose = [_file(file) for file in inventory.files if file.kind not in kinds]
        data = [self._origin(one) for one in inventory.datasets]
        models = [self._origin(one) for one in inventory.models if one.id not in self._placed]
        return [*parts, *loose, *data, *models]

    def dependencies(self) -> list[Node]:
        """Return what depends on what: the release on its parts, an artefact on what it was made with."""
        inventory = self._inventory
        refs = {".": RELEASE, **{origin.id: origin_ref(origin) for origin in inventory.origins}}
        needs: dict[str, list[str]] = {RELEASE: [part_ref(part.kind) for part in inventory.parts[1:]]}
        for origin in inventory.origins:
            needs.setdefault(refs[origin.id], [])
            for relation in origin.relations:
                if relation.child in refs and relation.child != origin.id:
                    needs.setdefault(refs[relation.child], []).append(refs[origin.id])
        return [{"ref": ref, "dependsOn": sorted(set(needs[ref]))} for ref in sorted(needs)]

    def _part(self, part: Part) -> Node:
        return {
            "type": _TYPES[part.kind],
            "bom-ref": part_ref(part.kind),
            "name": line_of(f"{self._inventory.name} ({part.kind.value})"),
            **self._licensed(part),
            **self._files(part),
            **self._data(part),
            "properties": [*self._told(part), *self._restricted(part)],
        }

    def _licensed(self, part: Part) -> Node:
        choices = self._licenses.choices(part.declared, part.concluded, own=True)
        return {"licenses": choices} if choices else {}

    def _files(self, part: Part) -> Node:
        files = [_file(file) for file in self._inventory.files if file.kind is part.kind]
        return {"components": files} if files else {}

    def _data(self, part: Part) -> Node:
        return {"data": [{"type": _DATA[part.kind], "name": part.kind.value}]} if part.kind in _DATA else {}

    def _told(self, part: Part) -> Iterator[Node]:
        yield named("part", part.kind.value)
        yield named("license:declared", part.declared)
        yield named("license:concluded", part.concluded)
        yield named("license:basis", part.basis)
        for place in part.stated:
            yield named("license:stated", place)

    def _restricted(self, part: Part) -> Iterator[Node]:
        if part.license is not None:
            yield from restriction_properties(self._inventory, part.license)

    def _loose(self) -> Iterator[Node]:
        """Yield the restrictions of licences that no part is concluded to be under, though places name them."""
        concluded = {part.license for part in self._inventory.parts}
        named_ids = dict.fromkeys(one.license for one in self._inventory.restrictions)
        for license_id in named_ids:
            if license_id not in concluded:
                yield from restriction_properties(self._inventory, license_id)

    def _children(self, of: str) -> list[Origin]:
        """Return the models that something is built on and that stand nowhere yet; they count as placed then."""
        found = [
            one
            for one in self._inventory.models
            if one.id not in self._placed and any(relation.child == of for relation in one.relations)
        ]
        self._placed.update(one.id for one in found)
        return found

    def _ancestor(self, origin: Origin) -> Node:
        above = [self._ancestor(one) for one in self._children(origin.id)]
        return self._origin(origin) | ({"pedigree": {"ancestors": above}} if above else {})

    def _origin(self, origin: Origin) -> Node:
        model = origin.artifact == "model"
        return {
            "type": "machine-learning-model" if model else "data",
            "bom-ref": origin_ref(origin),
            "name": line_of(origin.name) or "unnamed",
            **({"version": line_of(origin.revision)} if origin.revision else {}),
            **self._origin_licensed(origin),
            **_purl(origin),
            **({"externalReferences": [{"type": "website", "url": web_address(origin.url)}]} if origin.url else {}),
            **({} if model else {"data": [{"type": "dataset", "name": line_of(origin.name)}]}),
            "properties": [
                *_relations(origin),
                named("license:concluded", origin.license),
                *(
                    restriction_properties(self._inventory, origin.license_id, inherited=True)
                    if origin.license_id
                    else ()
                ),
            ],
        }

    def _origin_licensed(self, origin: Origin) -> Node:
        choices = self._licenses.choices(NOASSERTION, origin.license, own=False)
        return {"licenses": choices} if choices else {}


def _file(file: FileRecord) -> Node:
    told = {"bytes": file.size, "format": file.format, "license-role": file.license_role, "unhashed": file.unhashed}
    flags = {"lfs": file.lfs, "vendored": file.vendored}
    return {
        "type": "file",
        "bom-ref": file_ref(file),
        "name": line_of(file.path) or "unnamed",
        **hashes(file.sha256, file.sha1),
        "properties": [
            *(named(f"file:{name}", value) for name, value in told.items() if value is not None),
            *(named(f"file:{name}", "true") for name, value in flags.items() if value),
        ],
    }


def _relations(origin: Origin) -> Iterator[Node]:
    for one in origin.relations:
        where = f" at {one.where}" if one.where else ""
        of = "the release" if one.child == "." else one.child
        yield named("relation", line_of(f"{one.kind.value} of {of}, stated by {one.source}{where}"))
    for answer in origin.answers:
        yield named("license:seen", line_of(f"{answer.license or answer.stated or 'unknown'} ({answer.by})"))


def _purl(origin: Origin) -> Node:
    """Return the package URL of something that was seen on the Hub (https://github.com/package-url/purl-spec)."""
    if origin.artifact != "model" or not (origin.url or "").startswith(_HUB):
        return {}
    path = web_address(str(origin.url).removeprefix(_HUB).strip("/"))
    revision = f"@{web_address(origin.revision)}" if origin.revision else ""
    return {"purl": f"pkg:huggingface/{path}{revision}"}
