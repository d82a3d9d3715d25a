"""A name for the content of an inventory: the same content has the same one, whatever the day."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

if TYPE_CHECKING:
    from rail.documents.inventory import Inventory


def content_uuid(inventory: Inventory, format_name: str) -> UUID:
    """Return a UUID (version 5, by content) for one document about a release; the as-of date plays no part.

    Args:
        inventory: what the document says.
        format_name: of the document, such as ``spdx-2.3``.
    """
    plain = json.dumps(asdict(replace(inventory, as_of="")), sort_keys=True, default=_plain)
    return uuid5(NAMESPACE_URL, f"urn:railkit:{format_name}:{sha256(plain.encode()).hexdigest()}")


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    message = f"{type(value).__name__}: no plain value"
    raise TypeError(message)
