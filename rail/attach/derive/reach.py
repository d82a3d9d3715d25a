"""The licences that reach a derivative: of each upstream that is named, and of what those are built on themselves.

Statements are grouped by licence, models apart from training data. Nothing is merged away: whoever is named twice, or
under two licences, counts twice, so that another upstream can only add to what is owed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.lost import companion_policies
from rail.checks.paths import upstream_words
from rail.checks.upstream_terms import record_of
from rail.model.facts import RelationKind
from rail.model.late import dataclass
from rail.model.terms import TermKind
from rail.terms.flow import flow_down, is_settled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream
    from rail.model.license import License
    from rail.model.terms import Term, Terms
    from rail.terms.flow import FlowDuties


@dataclass(frozen=True, slots=True)
class Reaching:
    """One licence with the upstreams that bring it.

    Attributes:
        record: the licence.
        terms: its terms.
        policies: the use policies that belong to it and whose terms are known.
        upstreams: what is under it, the nearest first.
        data: they are training data, and no models.
    """

    record: License
    terms: Terms
    policies: tuple[License, ...]
    upstreams: tuple[Upstream, ...]
    data: bool

    @property
    def kinds(self) -> frozenset[RelationKind]:
        """How the derivative stands to them."""
        return frozenset(upstream.kind for upstream in self.upstreams)

    @property
    def direct(self) -> bool:
        """Whether one of them is named by whoever derives, and not only behind another one."""
        return any(not upstream.via for upstream in self.upstreams)

    @property
    def settling(self) -> Term | None:
        """The clause by which a model that learned from outputs counts as a derivative."""
        limits = self.terms.of_kind(TermKind.LIMIT)
        return next((term for term in limits if term.about == "distillation-is-derivative"), None)

    @property
    def settled(self) -> bool:
        """Whether the terms reach the derivative beyond doubt."""
        if any(is_settled(kind) for kind in self.kinds):
            return True
        return RelationKind.DISTILLED in self.kinds and self.settling is not None

    @property
    def flow(self) -> FlowDuties:
        """What the terms ask of a derivative, by the relation that is settled best."""
        kind = next((kind for kind in sorted(self.kinds, key=lambda one: one.value) if is_settled(kind)), None)
        return flow_down(self.terms, kind or self.upstreams[0].kind)

    @property
    def names(self) -> tuple[str, ...]:
        """The upstreams, each once, with what leads to it."""
        return tuple(dict.fromkeys(upstream_words(upstream) for upstream in self.upstreams))


@dataclass(frozen=True, slots=True)
class Reached:
    """All that reaches a derivative.

    Attributes:
        licenses: those with known terms, models first, by id.
        unknown: upstreams whose licence, or whose licence's terms, nobody here knows.
        untold: training data behind an upstream whose licence nobody here knows; they are told, and decide nothing.
    """

    licenses: tuple[Reaching, ...]
    unknown: tuple[Upstream, ...]
    untold: tuple[Upstream, ...]


def reached(upstreams: Iterable[Upstream], knowledge: Knowledge) -> Reached:
    """Group upstreams by licence; their order plays no part."""
    members: dict[tuple[bool, str], list[Upstream]] = {}
    records: dict[str, License] = {}
    unknown, untold = [], []
    for upstream in sorted(set(upstreams), key=_order):
        record = record_of(upstream, knowledge)
        is_data = upstream.kind is RelationKind.TRAINED_ON
        if upstream.kind is RelationKind.EVALUATED_ON:
            continue
        if record is not None and record.terms is not None:
            records[record.id] = record
            members.setdefault((is_data, record.id), []).append(upstream)
        elif is_data and upstream.via:
            untold.append(upstream)
        else:
            unknown.append(upstream)
    licenses = (
        _reaching(records[license_id], members[is_data, license_id], knowledge, is_data=is_data)
        for is_data, license_id in sorted(members)
    )
    return Reached(tuple(licenses), tuple(unknown), tuple(untold))


def _reaching(record: License, upstreams: list[Upstream], knowledge: Knowledge, *, is_data: bool) -> Reaching:
    assert record.terms is not None  # noqa: S101 # looked at where it is grouped
    policies = tuple(policy for policy in companion_policies(record, knowledge) if policy.terms is not None)
    return Reaching(record, record.terms, policies, tuple(upstreams), is_data)


def _order(upstream: Upstream) -> tuple[object, ...]:
    return (
        len(upstream.via),
        upstream.name.lower(),
        upstream.name,
        upstream.via,
        upstream.kind.value,
        upstream.license or "",
        str(upstream.location),
    )
