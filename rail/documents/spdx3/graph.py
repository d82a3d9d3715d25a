"""A graph of SPDX 3.0.1 elements under way: every element gets the document's name space and creation info."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from spdx_python_model import v3_0_1 as spdx

from rail.documents.fingerprint import content_uuid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.documents.inventory import Inventory

Element = Any  # the binding has a class for each kind, and no common one with fields
SPEC = "3.0.1"
NO_LICENSE_ASSERTED = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"


def mark(name: str) -> str:
    """Return a short name for an element by what it stands for."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Graph:
    """Elements of one document.

    Attributes:
        namespace: begins the id of every element.
        elements: all that were made, in order.
    """

    def __init__(self, inventory: Inventory) -> None:
        """Begin with who made the document, and when."""
        self.namespace = f"urn:uuid:{content_uuid(inventory, f'spdx-{SPEC}')}#"
        created = datetime.fromisoformat(inventory.as_of).replace(tzinfo=UTC)
        self._info = spdx.CreationInfo(_id="_:creationInfo", created=created, specVersion=SPEC)
        self.elements: list[Element] = []
        agent = self.make(spdx.SoftwareAgent, "Agent", name=f"railkit {inventory.tool_version}")
        self._info.createdBy = [agent]
        self._info.createdUsing = [self.make(spdx.Tool, "Tool", name=f"railkit {inventory.tool_version}")]

    def make(self, kind: type, local: str, **fields: object) -> Element:
        """Return a new element; fields that are ``None`` or empty are left out."""
        held = {name: value for name, value in fields.items() if value not in (None, "", [], ())}
        element = kind(_id=f"{self.namespace}{local}", creationInfo=self._info, **held)
        self.elements.append(element)
        return element

    def relate(
        self, start: Element, kind: str, ends: Iterable[Element], comment: str = "", *, sure: bool = True
    ) -> None:
        """Add a relationship; ``sure=False`` says that there may be more of the kind."""
        ends = list(ends)
        if not ends:
            return
        names = (end if isinstance(end, str) else end.get_id() for end in ends)
        local = mark("|".join([start.get_id(), kind, comment, *names]))
        self.make(
            spdx.Relationship,
            f"Relationship-{local}",
            from_=start,
            to=ends,
            relationshipType=getattr(spdx.RelationshipType, kind),
            completeness=None if sure else spdx.RelationshipCompleteness.noAssertion,
            comment=comment,
        )

    def objects(self) -> list[Element]:
        """Return everything that is to be written."""
        return [self._info, *self.elements]
