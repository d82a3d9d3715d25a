"""Use restrictions in CycloneDX: properties for programs, ethical considerations of the model card for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.notes import note_text, restriction_note
from rail.documents.plain_text import line_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.cyclonedx.names import Node
    from rail.documents.inventory import Inventory, Restriction

PREFIX = "railkit:restriction:"


def restriction_properties(inventory: Inventory, license_id: str, *, inherited: bool = False) -> Iterator[Node]:
    """Yield a property for each restriction of a licence."""
    for one in inventory.inherited if inherited else inventory.restrictions:
        if one.license == license_id:
            yield {"name": f"{PREFIX}{one.instrument}:{one.term}", "value": note_text(restriction_note(one))}


def ethical_considerations(inventory: Inventory) -> list[Node]:
    """Return the uses that the licences forbid, each with the clause that says so and how far it must be passed on."""
    names = {used.id: used.name for used in inventory.licenses}
    travels = {used.id: used.flow_down for used in inventory.licenses}
    forbidden = (one for one in inventory.restrictions if one.kind == "prohibition")
    return [_risk(one, names.get(one.instrument, one.instrument), travels.get(one.license)) for one in forbidden]


def _risk(one: Restriction, name: str, flow_down: str | None) -> Node:
    clause = line_of(f"{name}, {one.clause_label}")
    words = f"\nIts words: {text_of(one.words)}" if one.words else ""
    passed = f"\nHow strongly it travels with derivatives: {flow_down}." if flow_down else ""
    return {
        "name": line_of(f"{one.label}: forbidden by {clause}"),
        "mitigationStrategy": f"Do not use it so. {text_of(one.summary)} (A summary; the clause binds.){words}{passed}",
    }
