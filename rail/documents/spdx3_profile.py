"""What the AI and Dataset profiles of SPDX 3.0.1 ask for at least, which no validator looks at.

The specification states it as restrictions of outer properties and as profile conformance; neither the official binding
nor its SHACL shapes hold them. Works on the JSON of any document, ours or not (SPDX 3.0.1, AI/AIPackage,
Dataset/DatasetPackage, and the pages of the two profiles).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_AI_FIELDS = {
    "suppliedBy": "who supplies it: --supplier NAME",
    "releaseTime": "when it was released: --released DATE",
    "software_downloadLocation": "where it is to be had: --download-location URL",
    "software_packageVersion": "its version: `version:` in the card's front matter, or CITATION.cff",
    "software_primaryPurpose": "what it is for: model, data ...",
}
_DATASET_FIELDS = {
    "originatedBy": "who made it: --supplier NAME",
    "builtTime": "when it was made",
    "releaseTime": "when it was released: --released DATE",
    "software_downloadLocation": "where it is to be had: --download-location URL",
    "software_primaryPurpose": "what it is for: model, data ...",
    "dataset_datasetType": "what kind of data it is",
}
_PROFILES = {"ai_AIPackage": ("ai", _AI_FIELDS), "dataset_DatasetPackage": ("dataset", _DATASET_FIELDS)}
_LICENSES = ("hasDeclaredLicense", "hasConcludedLicense")
_FULL = "https://spdx.org/rdf/3.0.1/terms/"


class Gap(NamedTuple):
    """A minimum field that a package lacks.

    Attributes:
        profile: ``ai`` or ``dataset``.
        element: id of the package.
        name: its name.
        field: what is missing, or there too often.
        hint: what would fill it.
    """

    profile: str
    element: str
    name: str
    field: str
    hint: str

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.profile} profile: {self.name or self.element}: {self.field} is missing ({self.hint})"


def profile_gaps(document: object) -> tuple[Gap, ...]:
    """Return what the packages of a document lack, in the order of the document; empty where it has none."""
    elements = [element for element in _graph(document) if isinstance(element, dict)]
    counts = _license_counts(elements)
    return tuple(gap for element in elements for gap in _of_package(element, counts))


def claimed_profiles(document: object) -> frozenset[str]:
    """Return the profiles that a document says it conforms to."""
    found = (element.get("profileConformance") for element in _graph(document) if isinstance(element, dict))
    return frozenset(str(name) for names in found if isinstance(names, list) for name in names)


def _graph(document: object) -> list[object]:
    graph = document.get("@graph") if isinstance(document, dict) else None
    return graph if isinstance(graph, list) else [document]


def _type(element: Mapping[str, Any]) -> str:
    name = str(element.get("type", element.get("@type", "")))
    short = name.removeprefix(_FULL)
    return {"AI/AIPackage": "ai_AIPackage", "Dataset/DatasetPackage": "dataset_DatasetPackage"}.get(short, short)


def _license_counts(elements: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
    """Return (package, kind of relationship) -> how many licences it leads to, over all such relationships."""
    counts: dict[tuple[str, str], int] = {}
    for element in elements:
        kind = element.get("relationshipType")
        if kind in _LICENSES:
            start, ends = element.get("from"), element.get("to")
            key = (str(start.get("spdxId") if isinstance(start, dict) else start), str(kind))
            counts[key] = counts.get(key, 0) + (len(ends) if isinstance(ends, list) else int(ends is not None))
    return counts


def _of_package(element: dict[str, Any], counts: Mapping[tuple[str, str], int]) -> Iterator[Gap]:
    found = _PROFILES.get(_type(element))
    if found is None:
        return
    profile, fields = found
    identity, name = str(element.get("spdxId", element.get("@id", ""))), str(element.get("name", ""))
    for field, hint in fields.items():
        if element.get(field) in (None, "", []):
            yield Gap(profile, identity, name, field, hint)
    for kind in _LICENSES:
        count = counts.get((identity, kind), 0)
        if count != 1:
            yield Gap(profile, identity, name, kind, f"exactly one is asked for; there are {count}")
