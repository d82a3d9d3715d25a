"""SPDX expressions for what our records call a licence (SPDX 2.3, annex D).

A licence without an SPDX id gets ``LicenseRef-`` and our id; an id is never made up (legal limits 6.2, item 12).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.documents.inventory import NOASSERTION

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.facts import LicenseClaim

_REF = "LicenseRef-"
_NOT_REF = re.compile(r"[^A-Za-z0-9.-]+")
_ODD = re.compile(r"[^A-Za-z0-9.+() :-]")
_LONGEST = 500


def license_expression(license_id: str | None, knowledge: Knowledge) -> str:
    """Return the SPDX id of a licence, else a ``LicenseRef-``; ``NOASSERTION`` for ``None``."""
    if license_id is None:
        return NOASSERTION
    record = knowledge.license(license_id)
    if record is not None and record.ids.spdx:
        return record.ids.spdx
    plain = _NOT_REF.sub("-", license_id).strip("-.") or "unnamed"
    return plain if plain.startswith(_REF) else f"{_REF}{plain}"


def claim_expression(claim: LicenseClaim, knowledge: Knowledge) -> str:
    """Return what a claim says as an expression; ``NOASSERTION`` where it names no known licence."""
    if claim.license is not None:
        return license_expression(claim.license, knowledge)
    if not claim.expression or len(claim.value) > _LONGEST or _ODD.search(claim.value):
        return NOASSERTION
    return compound_expression(claim.value, knowledge)


def compound_expression(value: str, knowledge: Knowledge) -> str:
    """Return a compound expression with every licence in it by its SPDX id; ``NOASSERTION`` where one is not known."""
    from license_expression import ExpressionError, ExpressionParseError, Licensing

    try:
        parsed = Licensing().parse(value, validate=False, strict=False)
    except (ExpressionError, ExpressionParseError, AttributeError):  # the library raises the last on "MIT AND"
        return NOASSERTION
    if parsed is None or " WITH " in value.upper():
        return NOASSERTION  # an exception has no record, and leaving it out would change what is said
    names = {symbol.key: knowledge.resolve(symbol.key).license for symbol in parsed.symbols}
    if not names or any(found is None for found in names.values()):
        return NOASSERTION
    written = str(parsed.simplify().render())
    # Longest first: one name may be the beginning of another.
    table = {name: license_expression(found, knowledge) for name, found in names.items()}
    pattern = re.compile("|".join(re.escape(name) for name in sorted(table, key=len, reverse=True)))
    return pattern.sub(lambda found: table[found[0]], written)
