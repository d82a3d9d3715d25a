"""CycloneDX documents of a release: written from its inventory and validated first; and those of others, checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.errors import InputError, RailError
from rail.operations.others_file import read_others_file

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


def check_cyclonedx(path: str) -> tuple[str, list[str]]:
    """Return the edition of a CycloneDX document of anybody, and what is wrong with it.

    Raises:
        InputError: it cannot be read, or is no CycloneDX document in JSON.
    """
    from rail.documents.cyclonedx.reading import read_bom
    from rail.documents.cyclonedx.schema import bom_problems

    text = read_others_file(path).decode("utf-8-sig", "replace")
    try:
        spec = read_bom(text).spec
    except InputError as error:
        message = f"{path}: {error.message}"
        raise InputError(message) from error
    return spec, bom_problems(json.loads(text))
