"""A CycloneDX document read back: what ours say about parts, files, origins and use restrictions."""

from __future__ import annotations

import json
from dataclasses import field
from typing import TYPE_CHECKING, Any

from rail.documents.cyclonedx.restrictions import PREFIX
from rail.documents.notes import read_note
from rail.errors import InputError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OURS = "railkit:"


@dataclass(frozen=True, slots=True)
class ReadComponent:
    """One component of a document.

    Attributes:
        ref: its ``bom-ref``, or its name where it has none.
        kind: its type.
        ids: its licences, by acknowledgement: ids, names' alternative ids, expressions.
        texts: texts of licences that stand in it, by name.
        hashes: algorithm -> digest.
        properties: ours, without their prefix; each name with its values.
        restrictions: notes about uses that its licences forbid or limit (``rail.documents.notes``).
    """

    ref: str
    kind: str
    name: str
    version: str | None
    ids: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]
    hashes: Mapping[str, str]
    properties: Mapping[str, tuple[str, ...]]
    restrictions: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBom:
    """A document: the release first among its components, however deep they lie; ancestors stand among them."""

    spec: str
    serial: str | None
    components: tuple[ReadComponent, ...]
    depends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def component(self, ref: str) -> ReadComponent | None:
        """Return the component with this reference, or ``None``."""
        return next((one for one in self.components if one.ref == ref), None)


def read_bom(text: str) -> ReadBom:
    """Return what a CycloneDX JSON document says; also one of others, as far as it goes.

    Raises:
        InputError: it is none.
    """
    try:
        document = json.loads(text)
        return _bom(document)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        message = f"it is no CycloneDX document in JSON: {type(error).__name__} at {error}"
        raise InputError(message) from error


def _bom(document: dict[str, Any]) -> ReadBom:
    if document["bomFormat"] != "CycloneDX":
        raise KeyError(document["bomFormat"])
    release = document.get("metadata", {}).get("component")
    tops = [*([release] if release else []), *document.get("components", ())]
    return ReadBom(
        spec=str(document["specVersion"]),
        serial=document.get("serialNumber"),
        components=tuple(_component(one) for one in _all(tops)),
        depends={one["ref"]: tuple(one.get("dependsOn", ())) for one in document.get("dependencies", ())},
    )


def _all(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    waiting = list(reversed(components))
    while waiting:
        one = waiting.pop()
        yield one
        inner = [*one.get("components", ()), *one.get("pedigree", {}).get("ancestors", ())]
        waiting.extend(reversed(inner))


def _component(one: dict[str, Any]) -> ReadComponent:
    ids: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for choice in one.get("licenses", ()):
        license_ = choice.get("license", choice)
        named = license_.get("licensing", {}).get("altIds") or [license_.get("name", "")]
        ids.setdefault(license_.get("acknowledgement", ""), []).extend(
            [license_["id"]] if "id" in license_ else [license_["expression"]] if "expression" in license_ else named
        )
        held = [(detail["licenseIdentifier"], detail) for detail in license_.get("expressionDetails", ())]
        for name, holder in [*held, (named[0], license_)]:
            texts[name] = texts.get(name) or _text(holder)
    properties: dict[str, list[str]] = {}
    for pair in one.get("properties", ()):
        if pair["name"].startswith(_OURS):
            properties.setdefault(pair["name"].removeprefix(_OURS), []).append(pair.get("value", ""))
    notes = (read_note(pair.get("value", "")) for pair in one.get("properties", ()) if pair["name"].startswith(PREFIX))
    return ReadComponent(
        ref=one.get("bom-ref", one["name"]),
        kind=one["type"],
        name=one["name"],
        version=one.get("version"),
        ids={how: tuple(found) for how, found in ids.items()},
        texts={name: text for name, text in texts.items() if text},
        hashes={digest["alg"]: digest["content"] for digest in one.get("hashes", ())},
        properties={name: tuple(values) for name, values in properties.items()},
        restrictions=tuple(note for note in notes if note is not None),
    )


def _text(license_: dict[str, Any]) -> str:
    return str(license_.get("text", {}).get("content", ""))
