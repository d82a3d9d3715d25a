"""From a stated licence name to the licence that it names: Hub ids, SPDX ids, LicenseDB keys, common names.

A name that many texts share resolves to a family, never to one of its texts (legal limits 6.2, item 10).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from rail.knowledge.names import name_key
from rail.model.catalogue import Resolution

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING = Resolution(None, None, (), None, "nothing")
_OPERATOR = re.compile(r"\s+(?:AND|OR|WITH)\s+")


class NameTables(TypedDict):
    """The compiled section ``names``: tables from a spelling to an id.

    ``hub`` is exact; ``spdx`` and ``licensedb`` are lower-case; ``names`` and ``families`` hold comparable forms.
    ``hub_of`` maps a licence id to the Hub id that names it.
    """

    hub: Mapping[str, list[str | bool | None]]
    records: Mapping[str, str]
    spdx: Mapping[str, str]
    licensedb: Mapping[str, str]
    names: Mapping[str, str]
    families: Mapping[str, str]
    hub_of: Mapping[str, str]


def resolve_name(tables: NameTables, name: str, namespace: str | None = None) -> Resolution:
    """Return what a stated name means; ``NOTHING`` where nobody knows it.

    Args:
        tables: the compiled tables.
        name: the name as somebody wrote it.
        namespace: ``hub``, ``spdx``, ``licensedb`` or ``name`` to look in one place only; else all, in the order
            record id, Hub id, SPDX id, LicenseDB key, family, common name.
    """
    stated = name.strip()
    if not stated:
        return NOTHING
    order = (namespace,) if namespace else ("record", "hub", "spdx", "licensedb", "name")
    for place in order:
        found = _LOOKUPS[place](tables, stated)
        if found is not None:
            return found
    if namespace in {None, "spdx"} and _OPERATOR.search(stated):
        return Resolution(None, None, split_expression(stated), None, "expression")
    return NOTHING


def split_expression(expression: str) -> tuple[str, ...]:
    """Return the licences of an SPDX expression, each once, in order; exceptions are left out."""
    from license_expression import ExpressionError, ExpressionParseError, Licensing

    try:
        parsed = Licensing().parse(expression, validate=False, strict=False)
    except (ExpressionError, ExpressionParseError, AttributeError):  # the library raises the last on "MIT AND"
        return ()
    if parsed is None:
        return ()
    keys = [str(getattr(symbol, "license_symbol", symbol)) for symbol in parsed.literals]
    return tuple(sorted(dict.fromkeys(keys), key=expression.find))


def _from_record(tables: NameTables, stated: str) -> Resolution | None:
    license_id = tables["records"].get(stated.lower())
    return None if license_id is None else _one(tables, license_id, "record-id")


def _from_hub(tables: NameTables, stated: str) -> Resolution | None:
    row = tables["hub"].get(stated)
    if row is None:
        return None
    license_id, family, placeholder = row
    if placeholder:
        return Resolution(None, None, (), stated, "placeholder")
    if isinstance(license_id, str):
        return Resolution(license_id, None, (), stated, "hub-id")
    return Resolution(None, family if isinstance(family, str) else None, (), stated, "family" if family else "hub-id")


def _from_spdx(tables: NameTables, stated: str) -> Resolution | None:
    low = stated.lower()
    key = low.removesuffix("+")
    license_id = tables["spdx"].get(low) or tables["spdx"].get(key)
    if license_id is None and key != low:  # GPL-2.0+ is GPL-2.0-or-later by its old name
        license_id = tables["spdx"].get(f"{key}-or-later")
    return None if license_id is None else _one(tables, license_id, "spdx-id")


def _from_licensedb(tables: NameTables, stated: str) -> Resolution | None:
    license_id = tables["licensedb"].get(stated.lower().removeprefix("licenseref-scancode-"))
    return None if license_id is None else _one(tables, license_id, "licensedb-key")


def _from_name(tables: NameTables, stated: str) -> Resolution | None:
    key = name_key(stated)
    if key in tables["families"]:
        return Resolution(None, tables["families"][key], (), None, "family")
    license_id = tables["names"].get(key)
    return None if license_id is None else _one(tables, license_id, "name")


def _one(tables: NameTables, license_id: str, how: str) -> Resolution:
    return Resolution(license_id, None, (), tables["hub_of"].get(license_id), how)


_LOOKUPS = {
    "record": _from_record,
    "hub": _from_hub,
    "spdx": _from_spdx,
    "licensedb": _from_licensedb,
    "name": _from_name,
}
