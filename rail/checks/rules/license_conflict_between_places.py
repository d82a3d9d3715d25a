"""license-conflict-between-places: package metadata, weights' metadata, headers or citation name another licence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rail.checks.claims import (
    agrees,
    license_name,
    named_ids,
    named_texts,
    names,
    own_claims,
    own_license_files,
    quote,
    text_id,
)
from rail.checks.context import Found, Skip
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.finding import Evidence, Severity
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import Facts, LicenseClaim

# Strongest first (legal limits, 6.1); the first that speaks of a component is what the others are held against.
_REFERENCES = (
    ClaimSource.LICENSE_FILE,
    ClaimSource.RAIL_YAML,
    ClaimSource.REUSE_TOML,
    ClaimSource.CARD_FRONT_MATTER,
    ClaimSource.PACKAGE_METADATA,
    ClaimSource.WEIGHTS_METADATA,
)
_COMPARED = {
    ClaimSource.REUSE_TOML: Severity.ERROR,
    ClaimSource.PACKAGE_METADATA: Severity.ERROR,
    ClaimSource.WEIGHTS_METADATA: Severity.ERROR,
    ClaimSource.CITATION: Severity.WARNING,
    ClaimSource.DATA_DESCRIPTION: Severity.WARNING,
    ClaimSource.BADGE: Severity.WARNING,
}
_ARTIFACTS = {
    ComponentKind.WEIGHTS: "model",
    ComponentKind.DATA: "data",
    ComponentKind.CODE: "code",
    ComponentKind.DOCS: "docs",
}


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold each statement against the strongest other one about the same component."""
    for claim in own_claims(context.facts):
        if claim.source in _COMPARED and claim.status_word == "states":
            yield from _compare(context, claim)
    yield from _strange_headers(context)


def _compare(context: Context, claim: LicenseClaim) -> Iterator[Found | Skip]:
    references = [_references(context, claim, kind) for kind in claim.governs]
    references = [group for group in references if group]
    if not references:
        return
    ids = {license_id for group in references for other in group for license_id in _ids(context, other)}
    verdict = agrees(claim, ids, context.knowledge)
    if verdict is None and claim.source is not ClaimSource.BADGE:
        if not _is_path(context.facts, claim.value):
            yield Skip(f"{claim.location}: {quote(claim.value)} names no licence that we know")
    elif verdict is False:
        yield _conflict(context, claim, references[0])


def _references(context: Context, claim: LicenseClaim, kind: ComponentKind) -> list[LicenseClaim]:
    """Return the claims of the strongest source about one component, without the claim itself."""
    groups: dict[ClaimSource, list[LicenseClaim]] = defaultdict(list)
    for other in own_claims(context.facts, *_REFERENCES):
        if other is not claim and kind in other.governs and _same_tree(other.scope, claim.scope):
            ids = _ids(context, other)
            if ids and any(_may_govern(context, license_id, kind) for license_id in ids):
                groups[other.source].append(other)
    return next((groups[source] for source in _REFERENCES if groups[source] and source is not claim.source), [])


def _ids(context: Context, claim: LicenseClaim) -> frozenset[str]:
    """Return what a claim names; a changed text is held against the licence that it was made from."""
    if claim.text is not None and claim.text.status is TextStatus.MODIFIED and claim.text.license is not None:
        return frozenset({text_id(claim.text.license)})
    return named_ids(claim, context.knowledge)


def _may_govern(context: Context, license_id: str, kind: ComponentKind) -> bool:
    """A licence written for models says nothing about code that lies beside it under the same file name."""
    record = context.knowledge.license(license_id)
    return record is None or not record.artifacts or _ARTIFACTS[kind] in record.artifacts


def _same_tree(one: str, two: str) -> bool:
    return one in {"", two} or two.startswith(f"{one}/")


def _is_path(facts: Facts, value: str) -> bool:
    name = value.strip().removeprefix("./").lower()
    return any(file.location.path.lower() == name for file in facts.license_files)


def _conflict(context: Context, claim: LicenseClaim, references: list[LicenseClaim]) -> Found:
    reference = references[0]
    kind = next((kind for kind in claim.governs if kind in reference.governs), claim.governs[0])
    said = sorted({license_id for other in references for license_id in _ids(context, other)})
    return Found(
        claim.location,
        f"{claim.location.path} names {quote(claim.value)} for the {kind.value}, and {reference.location.path} says "
        f"{names(said, context.knowledge)}",
        severity=_COMPARED[claim.source],
        confidence="medium" if claim.source is ClaimSource.BADGE else "high",
        component=kind.value,
        evidence=tuple(Evidence(f"names {quote(other.value)}", other.location) for other in references),
    )


def _strange_headers(context: Context) -> Iterator[Found]:
    """Report licences that file headers name and nothing else in the release mentions, once a licence.

    A file under a licence of its own is ordinary; a licence without its text or any mention is an oversight.
    """
    known = {license_id for file in context.facts.license_files for license_id in named_texts(file)}
    for claim in context.facts.claims:
        if claim.source is not ClaimSource.FILE_HEADER:
            known |= _ids(context, claim)
    strange: dict[str, list[LicenseClaim]] = defaultdict(list)
    for claim in own_claims(context.facts, ClaimSource.FILE_HEADER):
        ids = _ids(context, claim)
        if ids and not ids & known:
            strange[min(ids)].append(claim)
    if not own_license_files(context.facts) and not known:
        return
    for license_id, claims in sorted(strange.items()):
        count = sum(claim.count for claim in claims)
        others = f" and of {count - 1} more files" if count > 1 else ""
        yield Found(
            claims[0].location,
            f"the header of {claims[0].location.path}{others} names {license_name(license_id, context.knowledge)}, "
            "which nothing else in the release mentions",
            severity=Severity.WARNING,
            confidence="medium",
            component=claims[0].governs[0].value if claims[0].governs else None,
            evidence=tuple(Evidence(f"names {quote(claim.value)}", claim.location) for claim in claims[:5]),
        )
