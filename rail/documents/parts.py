"""The parts of a release with what each declares and what is concluded about its licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.expressions import claim_expression, license_expression
from rail.documents.inventory import NOASSERTION, Part
from rail.model.facts import ClaimSource, Component, ComponentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rail.documents.inventory import FileRecord
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts, LicenseClaim

MAIN_KINDS = {"model": ComponentKind.WEIGHTS, "dataset": ComponentKind.DATA}
_MOST_STATED = 20


def release_parts(facts: Facts, files: Sequence[FileRecord], knowledge: Knowledge) -> tuple[Part, ...]:
    """Return the parts, the one that the release is named for first; that one is always there."""
    main = MAIN_KINDS.get(facts.artifact, ComponentKind.CODE)
    components = {component.kind: component for component in facts.components}
    components.setdefault(main, Component(main, (), 0, (), None, "nothing states a licence"))
    order = sorted(components, key=lambda kind: (kind is not main, list(ComponentKind).index(kind)))
    return tuple(_part(components[kind], facts, files, knowledge) for kind in order)


def _part(component: Component, facts: Facts, files: Sequence[FileRecord], knowledge: Knowledge) -> Part:
    claims = [facts.claims[index] for index in component.claims]
    stated = [claim for claim in claims if claim.status_word == "states" and not _is_policy(claim, knowledge)]
    return Part(
        kind=component.kind,
        declared=_declared(component, stated, knowledge),
        concluded=license_expression(component.license, knowledge),
        basis=component.basis,
        license=component.license,
        stated=tuple(dict.fromkeys(map(_said, stated)))[:_MOST_STATED],
        paths=tuple(file.path for file in files if file.kind is component.kind),
    )


def _declared(component: Component, stated: Iterable[LicenseClaim], knowledge: Knowledge) -> str:
    """Return what the release itself states, where all places that speak about the whole name the same.

    A curation is what somebody concluded, and declares nothing.
    """
    own = [claim for claim in stated if claim.source is not ClaimSource.CURATION]
    if component.license is not None and any(claim.license == component.license for claim in own):
        return license_expression(component.license, knowledge)
    named = {claim_expression(claim, knowledge) for claim in own} - {NOASSERTION}
    whole = any(claim.license or claim.expression for claim in own if not claim.scope)
    return named.pop() if whole and len(named) == 1 else NOASSERTION


def _is_policy(claim: LicenseClaim, knowledge: Knowledge) -> bool:
    record = knowledge.license(claim.license) if claim.license else None
    return record is not None and record.kind == "use-policy"


def _said(claim: LicenseClaim) -> str:
    return f"{claim.source.value} {claim.location}: {claim.value[:200]}"
