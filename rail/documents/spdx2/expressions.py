"""Licence expressions as spdx-tools takes them; an id that its list does not know becomes a ``LicenseRef-``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spdx_tools.common.spdx_licensing import spdx_licensing
from spdx_tools.spdx.model import SpdxNoAssertion

from rail.documents.inventory import NOASSERTION

if TYPE_CHECKING:
    from license_expression import LicenseExpression

_ID = re.compile(r"[A-Za-z0-9.+-]+")
_WORDS = frozenset({"AND", "OR", "WITH"})


def parsed_expression(expression: str) -> LicenseExpression | SpdxNoAssertion:
    """Return an expression of an inventory for a document of spdx-tools."""
    if expression == NOASSERTION:
        return SpdxNoAssertion()
    written = _ID.sub(lambda found: found[0] if found[0] in _WORDS else _known(found[0]), expression)
    return spdx_licensing.parse(written)


def reference_of(expression: str) -> str | None:
    """Return the ``LicenseRef-`` by which a document names a licence; ``None`` for one on the list of spdx-tools."""
    known = _known(expression)
    return known if known.startswith("LicenseRef-") else None


def _known(name: str) -> str:
    return name if name.startswith("LicenseRef-") or name in spdx_licensing.known_symbols else f"LicenseRef-{name}"
