"""The licences whose duties bind whoever publishes the release: those of its upstreams, and its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import card_claims, governed, held_texts, named_ids, own_claims, own_license_files, text_id
from rail.checks.kept import once_a_release
from rail.checks.paths import path_evidence
from rail.checks.upstream_terms import clause_evidence, clause_label, listed_names, model_terms
from rail.checks.upstreams import distinct_upstreams
from rail.model.facts import ClaimSource, ComponentKind, RelationKind
from rail.model.late import dataclass
from rail.model.location import Location
from rail.terms.flow import flow_down

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts, Upstream
    from rail.model.finding import Evidence
    from rail.model.license import License
    from rail.model.terms import Term

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Obligation:
    """One licence with duties, and the upstreams that bring it.

    Attributes:
        record: the licence.
        upstreams: the models that are under it, the nearest first; none where the release is under it itself, and may
            be its origin.
        duties: the duties that publishing triggers.
        confidence: how certain it is that the licence binds.
    """

    record: License
    upstreams: tuple[Upstream, ...]
    duties: tuple[Term, ...]
    confidence: str

    @property
    def upstream(self) -> Upstream | None:
        """The nearest of the upstreams."""
        return self.upstreams[0] if self.upstreams else None

    @property
    def because(self) -> str:
        """Why the licence binds, in words."""
        if not self.upstreams:
            return f"the release is under {self.record.name}"
        verb = "is" if len({upstream.name for upstream in self.upstreams}) == 1 else "are"
        return f"{listed_names(self.upstreams)} {verb} under {self.record.name}"

    def label(self, duty: Term) -> str:
        """Return how the text calls the clause of a duty."""
        return clause_label(self.record, duty.clause)

    def place(self, facts: Facts) -> Location:
        """Return where the release says that it is bound."""
        if self.upstreams:
            return self.upstreams[0].location
        claims = [claim for claim in facts.claims if claim.license == self.record.id and not claim.vendored]
        return claims[0].location if claims else Location("README.md")

    def evidence(self, facts: Facts, duty: Term) -> tuple[Evidence, ...]:
        """Return the clause of a duty, and the paths to what is under the licence."""
        paths = (step for upstream in self.upstreams[:_SHOWN] for step in path_evidence(facts, upstream))
        return (clause_evidence(self.record, duty), *paths)


@once_a_release
def obligations(facts: Facts, knowledge: Knowledge) -> tuple[Obligation, ...]:
    """Return the licences with known terms that bind the release, those of upstreams first, each licence once."""
    found = {
        group.record.id: Obligation(group.record, group.upstreams, group.duties, group.confidence)
        for group in model_terms(facts, knowledge)
    }
    for license_id in sorted(_own_licenses(facts, knowledge)):
        record = knowledge.license(license_id)
        if record is not None and record.terms is not None and record.id not in found:
            duties = flow_down(record.terms, RelationKind.DERIVED).duties
            found[record.id] = Obligation(record, (), duties, "medium")
    return tuple(found.values())


@once_a_release
def unresolved(facts: Facts) -> tuple[Upstream, ...]:
    """Return the upstream models whose licence is not known."""
    return tuple(item for item in distinct_upstreams(facts) if item.license is None)


def _own_licenses(facts: Facts, knowledge: Knowledge) -> set[str]:
    ids: set[str] = set()
    for claim in (*card_claims(facts), *own_claims(facts, ClaimSource.RAIL_YAML)):
        if ComponentKind.WEIGHTS in claim.governs:
            ids |= named_ids(claim, knowledge)
    for file in own_license_files(facts):
        if ComponentKind.WEIGHTS in governed(file, facts):
            ids.update(text_id(license_id) for license_id in held_texts(file))
    return ids
