"""Licences of a component: by SPDX id, by name with the text, or as an expression; declared or concluded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.documents.cyclonedx.names import Node, named, web_address
from rail.documents.inventory import NOASSERTION
from rail.documents.plain_text import line_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.inventory import Inventory, UsedLicense

_REF = "LicenseRef-"
_ID = re.compile(r"[A-Za-z0-9.+:-]+")


class Licenses:
    """Writes the licences of components; the text of each is written once, where it is named first."""

    def __init__(self, inventory: Inventory, spec: str) -> None:
        """Take the inventory, whose licences are known by their expressions, and the edition of the standard."""
        self._known = {one.expression: one for one in reversed(inventory.licenses)}
        self._licensor = line_of(inventory.licensor or "")
        self._spec = spec
        self._written: set[str] = set()

    def choices(self, declared: str, concluded: str, *, own: bool) -> list[Node]:
        """Return a component's ``licenses``; what an edition cannot hold beside each other stands in properties.

        Args:
            declared: expression, or ``NOASSERTION``.
            concluded: expression, or ``NOASSERTION``.
            own: it is licensed by the release's licensor.
        """
        pairs = [(concluded, "concluded"), (declared, "declared")]
        asserted = [(value, how) for value, how in pairs if value != NOASSERTION]
        if self._spec == "1.6" and any(not _ID.fullmatch(value) for value, _ in asserted):
            asserted = asserted[:1]  # 1.6 allows one expression and nothing beside it
        return [self._choice(value, how, own=own) for value, how in asserted]

    def _choice(self, value: str, how: str, *, own: bool) -> Node:
        if not _ID.fullmatch(value):
            details = [self._detail(name) for name in dict.fromkeys(_references(value)) if name in self._known]
            with_details = {"expressionDetails": details} if details and self._spec != "1.6" else {}
            return {"expression": value, "acknowledgement": how, **with_details}
        used = self._known.get(value)
        if not value.startswith(_REF):
            return {"license": {"id": value, "acknowledgement": how, **self._licensing(own, [])}}
        if used is None:
            return {"license": {"name": value, "acknowledgement": how}}
        return {
            "license": {
                "name": line_of(used.name),
                "acknowledgement": how,
                **self._text(used),
                **self._licensing(own, [value]),
                "properties": list(_properties(used)),
            }
        }

    def _detail(self, name: str) -> Node:
        used = self._known[name]
        return {"licenseIdentifier": name, **self._text(used)}

    def _text(self, used: UsedLicense) -> Node:
        """Return text and address of a licence; the text where it is held and was not written before."""
        url = {"url": web_address(used.url)} if used.url else {}
        if used.text is None or used.expression in self._written:
            return url
        self._written.add(used.expression)
        return {"text": {"contentType": "text/plain", "content": text_of(used.text)}, **url}

    def _licensing(self, own: bool, ids: list[str]) -> Node:  # noqa: FBT001 # as ``choices``
        licensor = {"licensor": {"organization": {"name": self._licensor}}} if own and self._licensor else {}
        found = {**({"altIds": ids} if ids else {}), **licensor}
        return {"licensing": found} if found else {}


def _references(expression: str) -> Iterator[str]:
    """Yield the licences of an expression that are not on the SPDX list."""
    return (name for name in _ID.findall(expression) if name.startswith(_REF))


def _properties(used: UsedLicense) -> Iterator[Node]:
    """Yield what CycloneDX has no field for: which record it is, its steward, and how far its terms travel."""
    yield named("license:id", used.id)
    yield named("license:kind", used.kind)
    stated = {
        "version": used.version,
        "steward": used.steward,
        "flow-down": used.flow_down,
        "text-sha256": used.text_sha256,
    }
    for name, value in stated.items():
        if value is not None:
            yield named(f"license:{name}", value)
    if used.own:
        yield named("license:record", "the release's own, a claim of whoever wrote it")
