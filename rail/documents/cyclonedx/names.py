"""What several parts of a CycloneDX document say in the same way: properties, hashes, references, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from rail.documents.plain_text import text_of

if TYPE_CHECKING:
    from rail.documents.inventory import FileRecord, Origin, Reference
    from rail.model.facts import ComponentKind

Node = dict[str, Any]

RELEASE = "release"
_ADDRESS = "/:?@!$&'()*+,;=-._~"
_ESCAPED = re.compile(r"(%[0-9A-Fa-f]{2})")
# What a reference of the inventory is -> type of an external reference.
_TYPES = {
    "card": "model-card",
    "readme": "documentation",
    "license": "license",
    "notice": "license",
    "use-policy": "license",
    "restrictions-text": "license",
    "restrictions": "other",
    "odrl": "other",
}
_COMMENTS = {
    "notice": "notices",
    "use-policy": "use policy",
    "restrictions-text": "use restrictions, in the words of the licence",
    "restrictions": "use restrictions for programs (use-restrictions.json)",
    "odrl": "use restrictions as ODRL 2.2 policies",
}


def named(name: str, value: object) -> Node:
    """Return a property of ours; its value is text."""
    return {"name": f"railkit:{name}", "value": text_of(str(value))}


def part_ref(kind: ComponentKind) -> str:
    """Return the reference of a part."""
    return f"part:{kind.value}"


def file_ref(file: FileRecord) -> str:
    """Return the reference of a file."""
    return f"file:{address(file.path)}"


def origin_ref(origin: Origin) -> str:
    """Return the reference of something that the release is built on."""
    return f"origin:{address(origin.id)}"


def address(path: str) -> str:
    """Return a path as a relative address (RFC 3986); bytes that are no text are kept as their numbers."""
    return quote(path.encode("utf-8", "surrogateescape") if _encodable(path) else text_of(path).encode())


def web_address(url: str) -> str:
    """Return an address of others as one that keeps RFC 3986; escapes and the mark of a fragment stay what they are."""
    before, mark, fragment = text_of(url).partition("#")
    return _escaped(before) + mark + _escaped(fragment)


def hashes(sha256: str | None, sha1: str | None = None) -> Node:
    """Return the digests of something, where there are any."""
    found = [{"alg": name, "content": value} for name, value in (("SHA-256", sha256), ("SHA-1", sha1)) if value]
    return {"hashes": found} if found else {}


def external_reference(reference: Reference, *, model: bool) -> Node:
    """Return a file that says something about the release."""
    kind = _TYPES.get(reference.what, "other")
    comment = _COMMENTS.get(reference.what)
    return {
        "type": "documentation" if kind == "model-card" and not model else kind,
        "url": address(reference.target),
        **({"comment": comment} if comment else {}),
        **hashes(reference.sha256),
    }


def _escaped(text: str) -> str:
    parts = enumerate(_ESCAPED.split(text))  # every other one is an escape
    return "".join(part if number % 2 else quote(part.encode(), safe=_ADDRESS) for number, part in parts)


def _encodable(path: str) -> bool:
    try:
        path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True
