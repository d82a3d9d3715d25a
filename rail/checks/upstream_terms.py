"""The licences of a release's upstreams, each once, with the upstreams that are under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import text_id
from rail.checks.context import Skip
from rail.checks.kept import once_a_release
from rail.checks.paths import path_evidence, upstream_words
from rail.checks.upstreams import data_upstreams, distinct_upstreams
from rail.model.facts import RelationKind
from rail.model.finding import Evidence
from rail.model.late import dataclass
from rail.terms.flow import flow_down, is_settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts, Upstream
    from rail.model.license import License
    from rail.model.terms import Term, Terms

_SHOWN = 3
_EVIDENCE = 10
_UNSURE = frozenset({"prose", "config"})


@dataclass(frozen=True, slots=True)
class UpstreamTerms:
    """One licence with known terms, and the upstreams under it.

    Attributes:
        record: the licence.
        terms: its terms.
        upstreams: in a fixed order; those whose relation makes terms travel beyond doubt come first.
    """

    record: License
    terms: Terms
    upstreams: tuple[Upstream, ...]

    @property
    def first(self) -> Upstream:
        """The upstream that findings point to."""
        return self.upstreams[0]

    @property
    def settled(self) -> bool:
        """Whether the terms travel beyond doubt from at least one of the upstreams."""
        return any(is_settled(upstream.kind) for upstream in self.upstreams)

    @property
    def confidence(self) -> str:
        """How certain it is that the release builds on one of the upstreams."""
        return "medium" if all(upstream.source in _UNSURE for upstream in self.upstreams) else "high"

    @property
    def duties(self) -> tuple[Term, ...]:
        """The duties that passing on something built on the upstreams triggers."""
        return flow_down(self.terms, self.first.kind).duties

    @property
    def names(self) -> str:
        """The upstreams in words, the first few of many."""
        return listed_names(self.upstreams)

    @property
    def verb(self) -> str:
        """``is`` or ``are``."""
        return "is" if len({upstream.name for upstream in self.upstreams}) == 1 else "are"

    @property
    def because(self) -> str:
        """Why the licence binds, in words."""
        return f"{self.names} {self.verb} under {self.record.name}"

    def evidence(self, facts: Facts) -> tuple[Evidence, ...]:
        """Return where each upstream is named, by which path, and where its licence was seen."""
        return tuple(item for upstream in self.upstreams[:_EVIDENCE] for item in upstream_evidence(facts, upstream))

    def clause(self, term: Term) -> Evidence:
        """Return a clause of the licence, in our words."""
        return clause_evidence(self.record, term)


@once_a_release
def model_terms(facts: Facts, knowledge: Knowledge) -> tuple[UpstreamTerms, ...]:
    """Return the licences of the upstream models whose terms are known, by id."""
    return _grouped(distinct_upstreams(facts), knowledge)


@once_a_release
def data_terms(facts: Facts, knowledge: Knowledge) -> tuple[UpstreamTerms, ...]:
    """Return the licences of the training data whose terms are known, by id."""
    return _grouped(data_upstreams(facts), knowledge)


@once_a_release
def unknown_upstreams(facts: Facts, knowledge: Knowledge) -> tuple[Skip, ...]:
    """Return a skip for each upstream model whose licence, or whose licence's terms, are not known."""
    return tuple(_unknown(distinct_upstreams(facts), knowledge))


def _unknown(upstreams: Iterable[Upstream], knowledge: Knowledge) -> Iterator[Skip]:
    for upstream in upstreams:
        record = record_of(upstream, knowledge)
        if record is None:
            yield Skip(
                f"the licence of {upstream_words(upstream)} is not known here: it is neither in the Hub cache nor in "
                "the table of well-known bases"
            )
        elif record.terms is None:
            yield Skip(f"{upstream_words(upstream)} is under {record.name}, which we know by name only")


def record_of(upstream: Upstream, knowledge: Knowledge) -> License | None:
    """Return the licence of an upstream, where it is known; "or later" and "only" are grants over one text."""
    if upstream.license is None:
        return None
    record = knowledge.license(upstream.license)
    return (
        record if record is not None and record.terms is not None else _of_text(upstream.license, knowledge) or record
    )


def _of_text(license_id: str, knowledge: Knowledge) -> License | None:
    return knowledge.license(text_id(license_id))


def upstream_evidence(facts: Facts, upstream: Upstream) -> tuple[Evidence, ...]:
    """Return where an upstream is named, by which path it is reached, and where its licence was seen."""
    source = " ".join(part for part in (upstream.resolution_source, upstream.resolved_on) if part)
    return (
        *path_evidence(facts, upstream),
        Evidence(f"{upstream.name} is under {upstream.license} (by {upstream.resolved_by})", source=source or None),
    )


def clause_evidence(record: License, term: Term) -> Evidence:
    """Return the clause of a term, in our words."""
    return Evidence(term.summary, license=record.id, clause=clause_label(record, term.clause))


def clause_label(record: License, clause_id: str) -> str:
    """Return how the text calls a clause."""
    clause = record.clause(clause_id)
    return clause_id if clause is None else clause.label


def listed_names(upstreams: Iterable[Upstream]) -> str:
    """Return the names of upstreams in words, the first few of many."""
    names = list(dict.fromkeys(upstream_words(upstream) for upstream in upstreams))
    if len(names) > _SHOWN:
        return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _grouped(upstreams: Iterable[Upstream], knowledge: Knowledge) -> tuple[UpstreamTerms, ...]:
    records: dict[str, License] = {}
    members: dict[str, list[Upstream]] = {}
    for upstream in upstreams:
        record = record_of(upstream, knowledge)
        if record is not None and record.terms is not None and upstream.kind is not RelationKind.EVALUATED_ON:
            records[record.id] = record
            members.setdefault(record.id, []).append(upstream)
    groups = []
    for license_id in sorted(members):
        terms = records[license_id].terms
        assert terms is not None  # noqa: S101 # looked at above
        groups.append(UpstreamTerms(records[license_id], terms, tuple(sorted(members[license_id], key=_order))))
    return tuple(groups)


def _order(upstream: Upstream) -> tuple[bool, int, bool, str, str, int, str]:
    place = upstream.location
    return (
        not is_settled(upstream.kind),
        len(upstream.via),
        upstream.source in _UNSURE,
        upstream.name.lower(),
        place.path,
        place.line or 0,
        upstream.kind.value,
    )
