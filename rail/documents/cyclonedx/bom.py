"""An inventory as a CycloneDX document (https://cyclonedx.org/specification/overview/).

The release is ``metadata.component``, licensed as its main part; its other parts and the data that it was made with are
``components``, the models that it is built on its ``pedigree``. Terms of use travel as licences with their texts, as
ethical considerations of the model card, and as properties (``railkit:restriction:...``) for programs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.cyclonedx.components import Components
from rail.documents.cyclonedx.licenses import Licenses
from rail.documents.cyclonedx.names import RELEASE, Node, named
from rail.documents.fingerprint import content_uuid
from rail.documents.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.inventory import Inventory

SPECS = ("1.6", "1.7")
_BINDING = (
    "The licence texts bind, not this document. It is made from what the release itself states and from licence "
    "records; where no place says, or places disagree, nothing is asserted. It is no legal advice."
)


def write_bom(inventory: Inventory, spec: str) -> str:
    """Return the document of one edition (``SPECS``) as text; the same inventory gives the same text."""
    return json_text(bom(inventory, spec))


def bom(inventory: Inventory, spec: str) -> Node:
    """Return the document of one edition."""
    components = Components(inventory, Licenses(inventory, spec))
    release = components.release()  # first: what stands in its pedigree stands nowhere else
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{spec}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": spec,
        "serialNumber": f"urn:uuid:{content_uuid(inventory, f'cyclonedx-{spec}')}",
        "version": 1,
        "metadata": {
            "timestamp": f"{inventory.as_of}T00:00:00Z",
            "tools": {"components": [{"type": "application", "name": "railkit", "version": inventory.tool_version}]},
            "component": release,
            "properties": list(_properties(inventory)),
        },
        "components": components.others(),
        "dependencies": components.dependencies(),
        # What a release is built on is known as far as places state it.
        "compositions": [{"aggregate": "unknown", "dependencies": [RELEASE]}],
    }


def _properties(inventory: Inventory) -> Iterator[Node]:
    yield named("binding", _BINDING)
    yield named("as-of", inventory.as_of)
    yield named("knowledge-date", inventory.knowledge_date)
    yield named("artifact", inventory.kind)
    if inventory.revision:
        yield named("revision", inventory.revision)
    for line in inventory.missing:
        yield named("missing", line)
    for line in inventory.overrides:
        yield named("override", line)
