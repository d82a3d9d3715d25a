"""SHA-256 digests of facts, so that two reports can tell what differs between the releases that they are on.

A digest of a part leaves line numbers out: a fact that only moved is the same fact. Neither has the path by which
somebody named the release.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from rail.artifacts.document import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.facts import Facts

_SAYS = 200
# Lines move; the claims of a component are counted from the list beside them, where each has its own digest.
_MOVING = frozenset({"line", "end_line", "body_line", "claims"})
_NOT_FACTS = frozenset({"path"})


def digest(value: object) -> str:
    """Return the SHA-256 of a value of the model, as canonical JSON."""
    text = json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def facts_digest(facts: Facts) -> str:
    """Return the digest of everything that rules see."""
    return digest(dict(_parts(facts)))


def fact_digests(facts: Facts) -> tuple[dict[str, str], ...]:
    """Return a digest for each part of the facts and each name in it (a file, an upstream), sorted."""
    items: dict[tuple[str, str], list[tuple[str, object]]] = {}
    for part, value in _parts(facts):
        for name, says, item in _items(part, value):
            items.setdefault((part, name), []).append((says, _unlined(plain(item))))
    return tuple(
        {
            "part": part,
            "name": name,
            "says": ", ".join(dict.fromkeys(says for says, _ in found if says))[:_SAYS],
            "sha256": digest(sorted((item for _, item in found), key=lambda item: json.dumps(item, sort_keys=True))),
        }
        for (part, name), found in sorted(items.items())
    )


def _parts(facts: Facts) -> Iterator[tuple[str, object]]:
    for item in fields(facts):
        if item.name not in _NOT_FACTS:
            yield item.name, getattr(facts, item.name)


def _items(part: str, value: object) -> Iterator[tuple[str, str, object]]:
    if not isinstance(value, tuple):
        yield part, plain(value) if isinstance(value, str) else "" if value is None else str(value)[:_SAYS], value
        return
    for item in value:
        yield _name(part, item), _says(part, item), item


def _name(part: str, item: Any) -> str:  # noqa: ANN401 - any dataclass of the model
    """Return what a fact is about: the upstream, or the file that it was seen in."""
    if part == "components":
        return str(item.kind.value)
    if part in {"upstreams", "lineage"} and hasattr(item, "name"):
        return str(plain(item.name))
    place = getattr(item, "location", None)
    path = getattr(item, "path", None) if place is None else place.path
    return str(plain(path)) if isinstance(path, str) else part


def _says(part: str, item: Any) -> str:  # noqa: ANN401 - any dataclass of the model
    if part == "claims":
        return f"{item.license or plain(item.value)} ({item.source.value})"
    if part == "license_files":
        found = [f"{one.status.value} {one.license or ''}".strip() for one in item.identifications]
        return ", ".join(found) or "no licence text"
    if part == "upstreams":
        return f"{item.kind.value}, {item.license or 'licence unknown'}"
    if part == "components":
        return str(item.license or "licence unknown")
    return str(plain(item)) if isinstance(item, str) else ""


def _unlined(value: object) -> object:
    if isinstance(value, dict):
        return {key: _unlined(item) for key, item in value.items() if key not in _MOVING}
    if isinstance(value, list):
        return [_unlined(item) for item in value]
    return value
