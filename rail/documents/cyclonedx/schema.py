"""A CycloneDX document held against the official JSON schema of its edition, which comes along; nothing is fetched."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

_FOLDER = "schemas/cyclonedx"
_ENDING = ".SNAPSHOT.schema.json"
_BASE = "http://cyclonedx.org/schema/"
_MOST = 20


def bom_problems(document: Mapping[str, Any]) -> list[str]:
    """Return what the schema of the document's own edition refuses, each with its place; at most twenty.

    Beside the schema, every reference of a dependency must lead somewhere, and each may stand once.
    """
    spec = str(document.get("specVersion"))
    found = [_words(error) for error in _validator(spec).iter_errors(document)] if spec in {"1.6", "1.7"} else []
    if spec not in {"1.6", "1.7"}:
        found.append(f"specVersion: {spec!r}; expected 1.6 or 1.7")
    return [*found, *_loose_references(document)][:_MOST]


def _loose_references(document: Mapping[str, Any]) -> Iterator[str]:
    refs = list(_references(document))
    seen: set[str] = set()
    for ref in refs:
        if ref in seen:
            yield f"bom-ref {ref!r} stands twice"
        seen.add(ref)
    for dependency in document.get("dependencies", ()):
        for ref in (dependency["ref"], *dependency.get("dependsOn", ())):
            if ref not in seen:
                yield f"dependencies: {ref!r} leads nowhere"


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("bom-ref"), str):
            yield value["bom-ref"]
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _words(error: ValidationError) -> str:
    from jsonschema.exceptions import best_match

    nearest = best_match(iter(error.context)) if error.context else error
    nearest = nearest or error
    return f"{nearest.json_path}: {nearest.message[:200]}"


@cache
def _validator(spec: str) -> Validator:
    from jsonschema import Draft7Validator
    from referencing import Registry, Resource

    folder = content_dir("third_party") / _FOLDER
    schemas = {
        f"{_BASE}{path.name}": json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob(f"*{_ENDING}"))
    }
    resources = ((name, Resource.from_contents(schema)) for name, schema in schemas.items())
    registry: Registry[Any] = Registry().with_resources(resources)  # it fetches nothing by itself
    return Draft7Validator(schemas[f"{_BASE}bom-{spec}{_ENDING}"], registry=registry)
