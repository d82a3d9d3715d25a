"""A data set as a Croissant 1.1 description: a pure function from inventory and stated words to JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rail.documents.croissant.checks import missing_properties
from rail.documents.croissant.usage import PREFIXES, usage_info
from rail.documents.inventory import NOASSERTION
from rail.documents.json_text import json_text
from rail.model.facts import ComponentKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.documents.inventory import FileRecord, Inventory, Part

Node = dict[str, Any]
_SPDX = "https://spdx.org/licenses"


class Said(NamedTuple):
    """What a data card and a person say of a data set; what neither says is ``None`` or empty.

    Attributes:
        description: of the data set.
        citation: how to cite it.
        rai: field of Croissant RAI -> the card's own words.
        url: the page of the data set.
        creator: who made it.
        published: ISO date.
        title: its name as people call it.
    """

    description: str | None = None
    citation: str | None = None
    rai: Mapping[str, str] = {}
    url: str | None = None
    creator: str | None = None
    published: str | None = None
    title: str | None = None


def croissant_text(inventory: Inventory, said: Said, policy: Mapping[str, Any] | None, data: Mapping[str, Any]) -> str:
    """Return a description as JSON text, always the same for the same arguments."""
    return json_text(croissant(inventory, said, policy, data))


def croissant(inventory: Inventory, said: Said, policy: Mapping[str, Any] | None, data: Mapping[str, Any]) -> Node:
    """Return the description of a release's data.

    It names the editions that it conforms to only where every property is there that they require.

    Args:
        inventory: of the release.
        said: what a card and a person say.
        policy: the ODRL document about the data; ``None`` where its licence cannot be told.
        data: ``policy/cards/croissant.yaml``.
    """
    part = inventory.part(ComponentKind.DATA)
    node: Node = {
        "@context": {**data["context"], **{name: iri for name, iri in PREFIXES.items() if name not in data["context"]}},
        "@type": "sc:Dataset",
        "name": said.title or inventory.name.rpartition("/")[2],
        "description": said.description,
        "url": said.url,
        "version": inventory.version,
        "datePublished": said.published,
        "creator": None if said.creator is None else {"@type": "sc:Organization", "name": said.creator},
        "license": None if part is None else _license(part, inventory),
        "usageInfo": None if policy is None else usage_info(policy, _data_restrictions(part, inventory)),
        "inLanguage": list(inventory.described.languages) if inventory.described else None,
        "keywords": list(inventory.described.tags) if inventory.described else None,
        "citeAs": said.citation,
        "prov:wasDerivedFrom": list(_sources(inventory)),
        **{f"rai:{name}": words for name, words in sorted(said.rai.items())},
        "distribution": [_file(file, data["media_types"]) for file in inventory.files if _is_data(file)],
    }
    filled = {key: value for key, value in node.items() if value not in (None, "", [], {})}
    if "prov:wasDerivedFrom" in filled:
        filled["@context"] = {**filled["@context"], "prov": "http://www.w3.org/ns/prov#"}
    editions = [data["edition"], *([data["rai_edition"]] if said.rai else [])]
    if not missing_properties(filled, data):
        filled["conformsTo"] = editions if len(editions) > 1 else editions[0]
    return filled


def _is_data(file: FileRecord) -> bool:
    return file.kind is ComponentKind.DATA and not file.vendored


def _license(part: Part, inventory: Inventory) -> object:
    """Return the address of a licence that SPDX lists, else what is known of it; nothing where it cannot be told."""
    used = inventory.license(part.license) if part.license else None
    if used is None:
        return None
    if used.listed and part.concluded != NOASSERTION:
        return f"{_SPDX}/{used.expression}.html"
    node = {"@type": "CreativeWork", "name": used.name, "identifier": used.expression, "url": used.url}
    return {key: value for key, value in node.items() if value}


def _data_restrictions(part: Part | None, inventory: Inventory) -> list[Any]:
    return [one for one in inventory.restrictions if part is not None and one.license == part.license]


def _sources(inventory: Inventory) -> Iterator[Node]:
    """Yield the data sets that a data set was made from; those that a model was trained on are none of them."""
    for origin in inventory.datasets if inventory.kind == "dataset" else ():
        if origin.direct:
            node = {"@type": "sc:Dataset", "name": origin.name, "url": origin.url}
            listed = origin.license != NOASSERTION and not origin.license.startswith("LicenseRef-")
            license_ = f"{_SPDX}/{origin.license}.html" if listed and " " not in origin.license else None
            yield {key: value for key, value in {**node, "license": license_}.items() if value}


def _file(file: FileRecord, media_types: Mapping[str, str]) -> Node:
    name = file.path.rpartition("/")[2]
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    node: Node = {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": media_types.get(ending, "application/octet-stream"),
        "sha256": file.sha256,
    }
    return {key: value for key, value in node.items() if value is not None}
