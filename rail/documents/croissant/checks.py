"""What a Croissant description must have, and has not (Croissant 1.1: required properties, files, data use)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HASH = re.compile(r"[0-9a-f]{64}\Z")
_URL = re.compile(r"https?://\S+\Z")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T.+)?)?)?\Z")
_RULES = ("odrl:permission", "odrl:prohibition", "odrl:obligation")
_FILE_TYPES = ("cr:FileObject", "cr:FileSet", "sc:FileObject", "sc:FileSet")


def missing_properties(node: Mapping[str, Any], data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the properties that a description requires and does not have, the files' own with their path."""
    absent = [name for name in data["required"] if node.get(name) in (None, "", [])]
    for file in _listed(node.get("distribution")):
        if isinstance(file, dict) and file.get("@type") == "cr:FileObject":
            lacks = [
                name
                for name in data["file_required"]
                if not file.get(name) and not (name == "sha256" and "md5" in file)
            ]
            absent += [f"{name} of {file.get('@id', 'a file')}" for name in lacks]
    return tuple(absent)


def croissant_problems(node: Mapping[str, Any], data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is wrong with a description, ours or not: missing properties, and values of another kind."""
    problems = [f"{name} is missing" for name in missing_properties(node, data)]
    return (*problems, *_values(node, data), *_distribution(node), *_policies(node))


def _values(node: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    if str(node.get("@type")).rpartition(":")[2].rpartition("/")[2] != "Dataset":
        yield f"@type: {str(node.get('@type'))[:60]!r} is no sc:Dataset"
    if not isinstance(node.get("@context"), (dict, list)):
        yield "@context is no mapping"
    claimed = [*_listed(node.get("conformsTo")), *_listed(node.get("dct:conformsTo"))]
    if data["edition"] not in claimed:
        yield f"conformsTo does not name {data['edition']}"
    if "url" in node and not _URL.match(str(node["url"])):
        yield f"url: {str(node['url'])[:80]!r} is no address"
    if "datePublished" in node and not _DATE.match(str(node["datePublished"])):
        yield f"datePublished: {str(node['datePublished'])[:40]!r} is no date"
    for license_ in _listed(node.get("license")):
        if not (isinstance(license_, dict) or _URL.match(str(license_))):
            yield f"license: {str(license_)[:60]!r} is no address and no CreativeWork"


def _distribution(node: Mapping[str, Any]) -> Iterator[str]:
    seen: set[str] = set()
    for file in _listed(node.get("distribution")):
        if not isinstance(file, dict) or file.get("@type") not in _FILE_TYPES:
            yield "distribution holds what is no FileObject or FileSet"
            continue
        name = str(file.get("@id", file.get("name", "a file")))
        if name in seen:
            yield f"distribution: {name} stands there twice"
        seen.add(name)
        if "sha256" in file and not _HASH.match(str(file["sha256"])):
            yield f"sha256 of {name} is none"


def _policies(node: Mapping[str, Any]) -> Iterator[str]:
    """Yield what makes an ODRL policy under ``usageInfo`` none (ODRL 2.2, 2.1 and 2.5)."""
    for policy in _listed(node.get("usageInfo")):
        types = _listed(policy.get("@type")) if isinstance(policy, dict) else []
        if "odrl:Offer" in types and not policy.get("odrl:assigner"):
            yield "usageInfo: an odrl:Offer without an assigner"
        rules = [rule for rule in _RULES if isinstance(policy, dict) and policy.get(rule)]
        if {"odrl:Offer", "odrl:Set", "odrl:Policy"} & set(map(str, types)) and not rules:
            yield "usageInfo: a policy without a rule"
        yield from _constraints(policy)


def _constraints(value: object) -> Iterator[str]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack += item
        elif isinstance(item, dict):
            stack += item.values()
            if "odrl:operator" in item:
                lacks = [side for side in ("leftOperand", "rightOperand") if f"odrl:{side}" not in item]
                if lacks and "odrl:rightOperandReference" not in item:
                    yield f"usageInfo: a constraint without {' and '.join(lacks)}"


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
