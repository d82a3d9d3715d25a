"""sbom-disagrees: a bill of materials names another licence than the release, or other weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import text_id
from rail.checks.context import Found, Skip
from rail.model.facts import MOST_PATHS
from rail.model.finding import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.knowledge.store import Knowledge
    from rail.model.contents import Sbom
    from rail.model.facts import Facts

_REF = "LicenseRef-"
_SHOWN = 3


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold each bill of materials that could be read against the parts of the release and its weights."""
    for sbom in context.facts.contents.sboms:
        if sbom.format == "other":
            yield Skip(f"{sbom.location.path}: {sbom.problem}; whether it agrees with the release is open")
        elif sbom.format != "broken":
            yield from _licenses(sbom, context)
            yield from _weights(sbom, context.facts)


def _licenses(sbom: Sbom, context: Context) -> Iterator[Found | Skip]:
    """Compare with what is concluded for any part: a document may be about the code of a model alone."""
    parts = {part.kind.value: part.license for part in context.facts.components if part.license is not None}
    if not sbom.licenses or not parts:
        return
    named = {name for stated in sbom.licenses for name in _resolved(stated, context.knowledge)}
    if named & {text_id(license_id) for license_id in parts.values()}:
        return
    told = ", ".join(sbom.licenses)
    if not named or None in named:
        yield Skip(f"{sbom.location.path}: {told} is no licence that is known; whether it agrees is open")
        return
    held = "; ".join(f"{kind}: {license_id}" for kind, license_id in parts.items())
    yield Found(
        sbom.location,
        f"says that the release is under {told}; its parts say otherwise ({held})",
        evidence=tuple(
            Evidence(f"{part.kind.value}: {part.basis}", license=part.license)
            for part in context.facts.components
            if part.license is not None
        ),
    )


def _resolved(expression: str, knowledge: Knowledge) -> Iterator[str | None]:
    """Yield the licences in an expression; ``None`` for one that is not known."""
    meant = knowledge.resolve(expression)
    for name in meant.expression or (expression,):
        found = knowledge.resolve(name).license or knowledge.resolve(name.removeprefix(_REF)).license
        yield None if found is None else text_id(found)


def _weights(sbom: Sbom, facts: Facts) -> Iterator[Found]:
    """Compare files of weights; a document that lists no file speaks of none."""
    held = {weight.location.path: weight.metadata.get("oid") if weight.lfs else None for weight in facts.weights}
    listed = dict(sbom.weights)
    if not held or not sbom.listed:
        return
    whole = len(facts.paths) < MOST_PATHS
    other = [path for path, oid in held.items() if oid and listed.get(path) and oid != f"sha256:{listed[path]}"]
    if other:
        yield Found(sbom.location, f"records another SHA-256 than the pointer's for {_some(other)}")
    unlisted = [path for path in held if path not in listed]
    if unlisted:
        yield Found(sbom.location, f"lists files, and not these weights of the release: {_some(unlisted)}")
    gone = [path for path in listed if path not in held]
    if gone and whole:
        yield Found(sbom.location, f"lists weights that are not in the release: {_some(gone)}")


def _some(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f"{', '.join(paths[:_SHOWN])}{more}"
