"""Use restrictions that must travel from an upstream and that the release's own terms lack or narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.checks.claims import own_license_files, text_id
from rail.checks.passages import clauses_in, own_texts
from rail.checks.upstream_terms import clause_label
from rail.model.finding import Evidence
from rail.model.identification import TextStatus
from rail.terms.missing import restrictions_beyond

if TYPE_CHECKING:
    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.license import License
    from rail.terms.missing import MissingRestriction

_SHOWN = 6
_LISTED = 20


class Lost(NamedTuple):
    """A restriction that the release lost, with the licence or policy that holds it."""

    record: License
    missing: MissingRestriction

    @property
    def label(self) -> str:
        """How the text calls the clause."""
        return clause_label(self.record, self.missing.clause)

    @property
    def evidence(self) -> Evidence:
        """The clause, in our words."""
        return Evidence(self.missing.term.summary, license=self.record.id, clause=self.label)


def lost_restrictions(context: Context, group: UpstreamTerms, carried: Carried) -> list[Lost]:
    """Return the restrictions of a licence and of its use policy that nothing in the release carries."""
    texts = [text for _, text in own_texts(context.facts)]
    held = _unchanged(context.facts)
    lost = []
    for part in (group.record, *use_policies(context, group.record)):
        if part.terms is None or text_id(part.id) in carried.whole or text_id(part.id) in held:
            continue
        missing = restrictions_beyond(part.terms, carried.terms)
        present = clauses_in(part, [item.clause for item in missing], texts)
        lost += [Lost(part, item) for item in missing if item.clause not in present]
    return lost


def _unchanged(facts: Facts) -> frozenset[str]:
    """Return the texts that a file of the release holds unchanged: every clause of them stands there."""
    return frozenset(
        text_id(found.license)
        for file in own_license_files(facts, None)
        for found in file.identifications
        if found.license is not None and found.status is TextStatus.CANONICAL and found.via == "text"
    )


def use_policies(context: Context, record: License) -> list[License]:
    """Return the use policies that belong to a licence."""
    return companion_policies(record, context.knowledge)


def companion_policies(record: License, knowledge: Knowledge) -> list[License]:
    """Return the use policies among the companions of a licence."""
    companions = (knowledge.license(license_id) for license_id in record.companions)
    return [other for other in companions if other is not None and other.kind == "use-policy"]


def listed_restrictions(context: Context, lost: list[Lost]) -> str:
    """Return lost restrictions in words, the first few of many."""
    vocabulary = context.knowledge.vocabulary()
    parts = list(dict.fromkeys(f"{vocabulary.label(item.missing.category)} ({item.label})" for item in lost))
    more = f" and {len(parts) - _SHOWN} more" if len(parts) > _SHOWN else ""
    return f"{'; '.join(parts[:_SHOWN])}{more}"


def travel_evidence(context: Context, group: UpstreamTerms, carried: Carried, lost: list[Lost]) -> tuple[Evidence, ...]:
    """Return what shows that restrictions must travel, what the release attaches, and what is lost."""
    duties = group.terms.duties("pass-restrictions-on") or group.terms.duties("copy-of-license")
    return (
        *group.evidence(context.facts),
        *(group.clause(duty) for duty in duties[:1]),
        *(Evidence(f"attached: {place}") for place in carried.places[:3]),
        *(item.evidence for item in lost[:_LISTED]),
    )
