"""CycloneDX documents of a release: written from its inventory, and validated before anybody sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.errors import RailError

if TYPE_CHECKING:
    from rail.documents.inventory import Inventory


def write_cyclonedx(inventory: Inventory, spec: str = "1.6") -> bytes:
    """Return a CycloneDX document in JSON.

    Args:
        inventory: of the release.
        spec: ``1.6`` or ``1.7``.

    Raises:
        RailError: the document would not be valid.
    """
    from rail.documents.cyclonedx.bom import write_bom
    from rail.documents.cyclonedx.schema import bom_problems

    text = write_bom(inventory, spec)
    problems = bom_problems(json.loads(text))
    if problems:
        message = f"CycloneDX {spec}: the document would not be valid: {'; '.join(problems[:3])}"
        raise RailError(message, "nothing was written; please report this with the release's facts (rail facts)")
    return text.encode()
