"""Every document about a release at once, from one inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.documents.inventory import Inventory
    from rail.documents.release_terms import ReleaseTerms
    from rail.model.card import Card


def write_all(inventory: Inventory, terms: ReleaseTerms, card: Card | None = None) -> dict[str, bytes]:
    """Return the documents by the names of their files; each is valid, or none is returned.

    Args:
        inventory: of the release.
        terms: of the same release.
        card: its data card, for a description of data.

    Raises:
        RailError: one of them would not be valid.
    """
    from rail.documents.odrl.policy import FILE_NAME as ODRL_NAME
    from rail.documents.odrl.policy import write_release_policy
    from rail.documents.use_restrictions import FILE_NAME, write_use_restrictions
    from rail.knowledge.store import Knowledge
    from rail.model.facts import ComponentKind
    from rail.operations.report_croissant import Stated, write_croissant
    from rail.operations.report_cyclonedx import write_cyclonedx
    from rail.operations.report_spdx import write_spdx

    holds_data = inventory.kind == "dataset" or any(file.kind is ComponentKind.DATA for file in inventory.files)
    described = {"croissant.json": write_croissant(inventory, terms, card, Stated()).data} if holds_data else {}
    vocabulary = Knowledge.load().vocabulary()
    return {
        "sbom.spdx.json": write_spdx(inventory, "2.3", "json").data,
        "sbom.spdx3.json": write_spdx(inventory, "3.0.1", "json").data,
        "bom.cdx.json": write_cyclonedx(inventory, "1.6"),
        FILE_NAME: write_use_restrictions(terms, vocabulary).encode(),
        ODRL_NAME: write_release_policy(terms, vocabulary).encode(),
        **described,
    }
