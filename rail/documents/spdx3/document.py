"""An inventory as SPDX 3.0.1 JSON-LD (https://spdx.github.io/spdx-spec/v3.0.1/).

The release is an AI package, a dataset package or a package, by its main part. Use restrictions have no field in any
profile: they travel as custom licences with their texts, as annotations (``rail.documents.notes``) and by reference to
the files beside the release. A profile is named only where its minimum fields are there.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from spdx_python_model import v3_0_1 as spdx

from rail.documents.inventory import NOASSERTION
from rail.documents.notes import note_text, release_notes, restriction_note
from rail.documents.plain_text import line_of, text_of
from rail.documents.spdx3.graph import NO_LICENSE_ASSERTED, Graph, mark
from rail.documents.spdx3.packages import Packages
from rail.documents.spdx3_profile import profile_gaps
from rail.errors import InputError
from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from rail.documents.inventory import Inventory, UsedLicense
    from rail.documents.spdx3.graph import Element

_RELATIONS = {
    RelationKind.TRAINED_ON: "trainedOn",
    RelationKind.EVALUATED_ON: "testedOn",
    RelationKind.BUNDLES: "contains",
}
_ALWAYS = ("core", "software", "simpleLicensing", "expandedLicensing")
_PROFILES = {"ai_AIPackage": "ai", "dataset_DatasetPackage": "dataset"}


def spdx3_bytes(inventory: Inventory) -> bytes:
    """Return the document; the same inventory gives the same bytes.

    Raises:
        InputError: the official binding would not read it.
    """
    graph = _filled(inventory)
    plain = _written(graph)
    lacking = {gap.profile for gap in profile_gaps(json.loads(plain))}
    kinds = {element.get_compact_type() for element in graph.elements}
    met = [profile for kind, profile in _PROFILES.items() if kind in kinds and profile not in lacking]
    document = next(element for element in graph.elements if isinstance(element, spdx.SpdxDocument))
    document.profileConformance = [getattr(spdx.ProfileIdentifierType, name) for name in (*_ALWAYS, *met)]
    data = _written(graph)
    read_spdx3(data)
    return data


def read_spdx3(data: bytes) -> Element:
    """Return the objects of a document, read strictly by the official binding.

    Raises:
        InputError: it is no SPDX 3.0.1 JSON-LD.
    """
    objects = spdx.SHACLObjectSet()
    try:
        spdx.JSONLDDeserializer().read(io.BytesIO(data), objects)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"no SPDX 3.0.1 document: {str(error)[:300] or type(error).__name__}"
        raise InputError(message) from error
    if not any(isinstance(one, spdx.SpdxDocument) for one in objects.foreach()):
        message = "no SPDX 3.0.1 document: there is no SpdxDocument in it"
        raise InputError(message)
    return objects


def _written(graph: Graph) -> bytes:
    stream = io.BytesIO()
    spdx.JSONLDSerializer().write(spdx.SHACLObjectSet(graph.objects()), stream)
    return (json.dumps(json.loads(stream.getvalue()), indent=2, ensure_ascii=True) + "\n").encode("ascii")


def _filled(inventory: Inventory) -> Graph:
    graph = Graph(inventory)
    packages = Packages(inventory, graph)
    licences = _Licences(inventory, graph)
    release = packages.release()
    licences.state(release, inventory.main.declared, inventory.main.concluded)
    parts = {inventory.main.kind: release}
    for part in inventory.parts[1:]:
        parts[part.kind] = packages.part(part)
        licences.state(parts[part.kind], part.declared, part.concluded)
    graph.relate(release, "contains", list(parts.values())[1:])
    held: dict[str, list[Element]] = {}
    for file in inventory.files:
        holder: Element = release if file.kind is None else parts.get(file.kind, release)
        held.setdefault(holder.get_id(), [holder]).append(packages.file(file))
    for holder, *files in held.values():
        graph.relate(holder, "contains", files)
    _relate_origins(inventory, graph, packages, licences, release)
    for index, note in enumerate(release_notes(inventory)):
        _annotate(graph, f"Note-{index:04}", release, note)
    for index, restriction in enumerate(inventory.inherited):
        _annotate(graph, f"Inherited-{index:04}", release, {**restriction_note(restriction), "inherited": True})
    _collect(inventory, graph, release)
    return graph


def _relate_origins(
    inventory: Inventory, graph: Graph, packages: Packages, licences: _Licences, release: Element
) -> None:
    """Add what it is built on; the licence that others declare for it is told apart from what is concluded."""
    made = {".": release}
    for origin in inventory.origins:
        made[origin.id] = packages.origin(origin)
        declaring = {answer.license for answer in origin.answers if answer.basis in {"text", "tag"}}
        same = origin.license_id is not None and declaring == {origin.license_id}
        licences.state(made[origin.id], origin.license if same else NOASSERTION, origin.license)
    for origin in inventory.origins:
        for relation in origin.relations:
            if relation.child in made:
                where = f" at {line_of(relation.where)}" if relation.where else ""
                comment = f"{relation.kind.value}; stated by {relation.source}{where}"
                kind = _RELATIONS.get(relation.kind, "descendantOf")
                graph.relate(made[relation.child], kind, [made[origin.id]], comment, sure=False)


def _annotate(graph: Graph, local: str, subject: Element, note: dict[str, Any]) -> None:
    graph.make(
        spdx.Annotation,
        local,
        annotationType=spdx.AnnotationType.other,
        contentType="application/json",
        statement=note_text(note),
        subject=subject,
    )


def _collect(inventory: Inventory, graph: Graph, release: Element) -> None:
    name = line_of(inventory.name) or "release"
    sbom = graph.make(
        spdx.software_Sbom,
        "Sbom",
        name=name,
        rootElement=[release],
        element=list(graph.elements),
        software_sbomType=[spdx.software_SbomType.analyzed],
    )
    graph.make(
        spdx.SpdxDocument,
        "Document",
        name=name,
        rootElement=[sbom],
        element=list(graph.elements),
        dataLicense="https://spdx.org/licenses/CC0-1.0",
        comment="No legal advice. Use restrictions are annotations whose statement is JSON with note=use-restriction.",
    )


class _Licences:
    """The licences of a document: custom ones with their texts, and one element for every expression."""

    def __init__(self, inventory: Inventory, graph: Graph) -> None:
        self._graph = graph
        self._custom = {used.expression: self._make(used) for used in inventory.licenses if not used.listed}
        self._expressions: dict[str, Element] = {}

    def state(self, package: Element, declared: str, concluded: str) -> None:
        """Say which licence is declared for a package, and which is concluded; exactly one of each."""
        self._graph.relate(package, "hasDeclaredLicense", [self._expression(declared)])
        self._graph.relate(package, "hasConcludedLicense", [self._expression(concluded)])

    def _make(self, used: UsedLicense) -> Element:
        where = f" Its steward publishes it at {used.url}." if used.url else ""
        digest = f" SHA-256 of the steward's file: {used.text_sha256}." if used.text_sha256 else ""
        bare = f"NOASSERTION. The text of {line_of(used.name)} is not held here.{where}{digest}"
        own = " The record is the release's own, a claim of whoever wrote it." if used.own else ""
        return self._graph.make(
            spdx.expandedlicensing_CustomLicense,
            used.expression,
            name=line_of(used.name),
            simplelicensing_licenseText=text_of(used.text or "") or bare,
            expandedlicensing_seeAlso=[used.url] if used.url else [],
            comment=f"Kind: {used.kind}.{own}{digest}",
        )

    def _expression(self, expression: str) -> Element:
        if expression == NOASSERTION:
            return NO_LICENSE_ASSERTED
        if expression not in self._expressions:
            names = sorted({word.strip("()") for word in expression.split()} & set(self._custom))
            self._expressions[expression] = self._graph.make(
                spdx.simplelicensing_LicenseExpression,
                f"Expression-{mark(expression)}",
                simplelicensing_licenseExpression=expression,
                simplelicensing_customIdToUri=[
                    spdx.DictionaryEntry(key=name, value=self._custom[name].get_id()) for name in names
                ],
            )
        return self._expressions[expression]
