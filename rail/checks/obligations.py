"""The licences whose duties bind whoever publishes the release: those of its upstreams, and its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rail.checks.claims import card_claims, governed, held_texts, named_ids, own_claims, own_license_files, text_id
from rail.checks.paths import upstream_words
from rail.checks.upstreams import distinct_upstreams
from rail.model.facts import ClaimSource, ComponentKind, RelationKind
from rail.terms.flow import flow_down
from rail.terms.propagation import inheritance

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts, Upstream
    from rail.model.license import License
    from rail.model.terms import Term


@dataclass(frozen=True, slots=True)
class Obligation:
    """One licence with duties, and the upstream that brings it.

    Attributes:
        record: the licence.
        upstream: the model that is under it; ``None`` where the release is under it itself, and may be its origin.
        duties: the duties that publishing triggers.
    """

    record: License
    upstream: Upstream | None
    duties: tuple[Term, ...]

    @property
    def because(self) -> str:
        """Why the licence binds, in words."""
        if self.upstream is None:
            return f"the release is under {self.record.name}"
        return f"{upstream_words(self.upstream)} is under {self.record.name}"


def obligations(facts: Facts, knowledge: Knowledge) -> tuple[Obligation, ...]:
    """Return the licences with known terms that bind the release, upstreams first, each licence once."""
    found: dict[str, Obligation] = {}
    for upstream in distinct_upstreams(facts):
        if upstream.license is not None:
            _add(found, knowledge.license(upstream.license), upstream)
    for license_id in sorted(_own_licenses(facts, knowledge)):
        _add(found, knowledge.license(license_id), None)
    return tuple(found.values())


def unresolved(facts: Facts) -> tuple[Upstream, ...]:
    """Return the upstream models whose licence is not known."""
    return tuple(item for item in distinct_upstreams(facts) if item.license is None)


def _add(found: dict[str, Obligation], record: License | None, upstream: Upstream | None) -> None:
    if record is None or record.terms is None or record.id in found:
        return
    bound = None if upstream is None else inheritance(upstream, record)
    duties = flow_down(record.terms, RelationKind.DERIVED).duties if bound is None else bound.flow.duties
    found[record.id] = Obligation(record, upstream, duties)


def _own_licenses(facts: Facts, knowledge: Knowledge) -> set[str]:
    ids: set[str] = set()
    for claim in (*card_claims(facts), *own_claims(facts, ClaimSource.RAIL_YAML)):
        if ComponentKind.WEIGHTS in claim.governs:
            ids |= named_ids(claim, knowledge)
    for file in own_license_files(facts):
        if ComponentKind.WEIGHTS in governed(file, facts):
            ids.update(text_id(license_id) for license_id in held_texts(file))
    return ids
