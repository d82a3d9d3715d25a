"""restrictions-dropped: a base model's use restrictions must travel, and nothing in the release carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.checks.carried import carried_restrictions
from rail.checks.claims import license_name, text_id
from rail.checks.context import Found, Skip
from rail.checks.passages import clauses_in, own_texts
from rail.checks.paths import path_evidence, upstream_words
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.checks.upstreams import distinct_upstreams
from rail.model.finding import Evidence, Severity
from rail.model.terms import FlowDown
from rail.terms.flow import TRAVELLING
from rail.terms.missing import Loss, restrictions_beyond
from rail.terms.propagation import inheritance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.model.facts import Facts, Upstream
    from rail.model.license import License
    from rail.terms.missing import MissingRestriction
    from rail.terms.propagation import Inheritance

_SHOWN = 6
_LISTED = 20


class _Lost(NamedTuple):
    """A restriction that the release lost, with the licence or policy that holds it."""

    record: License
    missing: MissingRestriction

    @property
    def label(self) -> str:
        """How the text calls the clause."""
        return _label(self.record, self.missing.clause)

    @property
    def evidence(self) -> Evidence:
        """The clause, in our words."""
        return Evidence(self.missing.term.summary, license=self.record.id, clause=self.label)


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the restrictions of each upstream model against what the release attaches."""
    facts = context.facts
    upstreams = distinct_upstreams(facts)
    if not upstreams:
        yield from unread_front_matter(facts)
        return
    unread = [*unread_front_matter(facts), *unread_licenses(facts)]
    carried = carried_restrictions(facts, context.knowledge)
    seen: set[str] = set()
    for upstream in upstreams:
        record = None if upstream.license is None else context.knowledge.license(upstream.license)
        bound = inheritance(upstream, record)
        if upstream.license is None or record is None:
            yield Skip(
                f"the licence of {upstream_words(upstream)} is not known here: it is neither in the Hub cache nor in "
                "the table of well-known bases"
            )
        elif text_id(upstream.license) in carried.whole or (upstream.via and upstream.license in seen):
            continue  # what a nearer upstream asks for as well is told once
        elif bound is None:
            yield Skip(f"{upstream_words(upstream)} is under {record.name}, which we know by name only")
        elif bound.flow.strength in TRAVELLING:
            seen.add(upstream.license)
            yield from unread or _check(context, bound, carried)


def _check(context: Context, bound: Inheritance, carried: Carried) -> Iterator[Found | Skip]:
    upstream, record, settled = bound.upstream, bound.record, bound.flow.settled
    agreement = bound.flow.strength is FlowDown.COPY_AND_POLICY
    lost = [] if agreement else _lost(context, record, carried)
    if not agreement and not lost:
        return
    if carried.unknown:
        yield Skip(f"{upstream_words(upstream)} is under {record.name}; {carried.unknown[0]}")
    elif agreement:
        yield _agreement_dropped(context, upstream, record, carried, settled=settled)
    else:
        yield _dropped(context, upstream, record, lost, carried, settled=settled)


def _lost(context: Context, record: License, carried: Carried) -> list[_Lost]:
    """Return the restrictions of a licence and of its use policy that nothing in the release carries."""
    texts = [text for _, text in own_texts(context.facts)]
    lost = []
    for part in (record, *_policies(context, record)):
        if part.terms is None or text_id(part.id) in carried.whole:
            continue
        missing = restrictions_beyond(part.terms, carried.terms)
        present = clauses_in(part, [item.clause for item in missing], texts)
        lost += [_Lost(part, item) for item in missing if item.clause not in present]
    return lost


def _policies(context: Context, record: License) -> list[License]:
    companions = (context.knowledge.license(license_id) for license_id in record.companions)
    return [other for other in companions if other is not None and other.kind == "use-policy"]


def _dropped(  # noqa: PLR0913 # the parts of one sentence
    context: Context, upstream: Upstream, record: License, lost: list[_Lost], carried: Carried, *, settled: bool
) -> Found:
    absent = [item for item in lost if item.missing.loss is Loss.ABSENT]
    shown = absent or lost
    vocabulary = context.knowledge.vocabulary()
    parts = list(dict.fromkeys(f"{vocabulary.label(item.missing.category)} ({item.label})" for item in shown))
    more = f" and {len(parts) - _SHOWN} more" if len(parts) > _SHOWN else ""
    verb = "lacks" if absent else "narrows"
    return Found(
        upstream.location,
        f"{upstream_words(upstream)} is under {license_name(record.id, context.knowledge)}, whose use restrictions "
        f"must travel; the release {verb}: {'; '.join(parts[:_SHOWN])}{more}",
        severity=None if absent and settled else Severity.REVIEW,
        confidence=_confidence(upstream),
        component="weights",
        fix=f"publish the weights under {record.name}, or keep your own licence and attach these restrictions to it as "
        "an enforceable part (its own words, in the licence file or in a restrictions file that the licence and the "
        "card refer to)",
        evidence=(*_evidence(context.facts, upstream, record, carried), *(item.evidence for item in shown[:_LISTED])),
    )


def _agreement_dropped(
    context: Context, upstream: Upstream, record: License, carried: Carried, *, settled: bool
) -> Found:
    sibling = next((other for other in sorted(carried.whole) if _same_family(context, other, record)), None)
    name = license_name(record.id, context.knowledge)
    if sibling is not None:
        what = f"the release is under {license_name(sibling, context.knowledge)}, another version of it"
    elif any(policy.id in carried.whole for policy in _policies(context, record)):
        what = "the release attaches the policy and not the agreement"
    else:
        what = "the release attaches neither that agreement nor its use policy"
    return Found(
        upstream.location,
        f"{upstream_words(upstream)} is under {name}, which must be passed on with its use policy; {what}",
        severity=Severity.REVIEW if sibling is not None or not settled else None,
        confidence=_confidence(upstream),
        component="weights",
        fix=f"state {record.name} for the weights, and put its text and its use policy beside them",
        evidence=_evidence(context.facts, upstream, record, carried),
    )


def _same_family(context: Context, license_id: str, record: License) -> bool:
    other = context.knowledge.license(license_id)
    return other is not None and other.family is not None and other.family == record.family


def _confidence(upstream: Upstream) -> str:
    return "medium" if upstream.source in {"prose", "config"} else "high"


def _evidence(facts: Facts, upstream: Upstream, record: License, carried: Carried) -> tuple[Evidence, ...]:
    source = " ".join(part for part in (upstream.resolution_source, upstream.resolved_on) if part)
    evidence = [
        *path_evidence(facts, upstream),
        Evidence(f"{upstream.name} is under {record.id} (by {upstream.resolved_by})", source=source or None),
    ]
    duties = () if record.terms is None else record.terms.duties("pass-restrictions-on")
    duties = duties or (() if record.terms is None else record.terms.duties("copy-of-license"))
    evidence += [Evidence(duty.summary, license=record.id, clause=_label(record, duty.clause)) for duty in duties[:1]]
    evidence += [Evidence(f"attached: {place}") for place in carried.places[:3]]
    return tuple(evidence)


def _label(record: License, clause_id: str) -> str:
    clause = record.clause(clause_id)
    return clause_id if clause is None else clause.label
