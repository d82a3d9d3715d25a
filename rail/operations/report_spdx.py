"""SPDX documents of a release: written from its inventory, and validated before anybody sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.errors import InputError

if TYPE_CHECKING:
    from rail.documents.inventory import Inventory


class Written(NamedTuple):
    """A document, and what it leaves open because no place states it."""

    data: bytes
    missing: tuple[str, ...]


def write_spdx(inventory: Inventory, spec: str = "2.3", format_name: str = "json") -> Written:
    """Return an SPDX document.

    Args:
        inventory: of the release.
        spec: ``2.3``.
        format_name: ``json``, ``yaml``, ``xml``, ``rdf`` or ``tag``.

    Raises:
        InputError: there is no such format of this edition, or the document would not be valid.
    """
    if spec != "2.3":
        message = f"--spec {spec}: expected 2.3"
        raise InputError(message)
    from rail.documents.spdx2.document import spdx2_document
    from rail.documents.spdx2.formats import spdx2_bytes

    return Written(spdx2_bytes(spdx2_document(inventory), format_name), inventory.missing)
