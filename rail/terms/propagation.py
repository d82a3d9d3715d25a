"""Terms that travel to a release: what each upstream's licence asks of it, over which path, and how settled that is.

The path is that of ``Upstream.via``; the relation along it is composed in ``rail.terms.paths``. What a term asks by its
relation and flow-down strength is ``rail.terms.flow``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.terms.flow import flow_down

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rail.model.facts import RelationKind, Upstream
    from rail.model.license import License
    from rail.model.terms import Term
    from rail.terms.flow import FlowDuties


@dataclass(frozen=True, slots=True)
class PropagatedTerm:
    """One term that travels.

    Attributes:
        term: a prohibition that must stand in the release's own terms, or a duty that publishing triggers.
        record: the licence that holds it.
        path: the names from the direct upstream to the artefact that is under that licence.
        kind: how the release stands to that artefact.
        settled: the relation makes the term travel beyond doubt.
    """

    term: Term
    record: License
    path: tuple[str, ...]
    kind: RelationKind
    settled: bool


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What one upstream with known terms asks of the release."""

    upstream: Upstream
    record: License
    flow: FlowDuties

    @property
    def path(self) -> tuple[str, ...]:
        """The names from the direct upstream to this one."""
        return (*self.upstream.via, self.upstream.name)

    def terms(self) -> Iterator[PropagatedTerm]:
        """Yield its terms, each with the path."""
        for term in (*self.flow.restrictions, *self.flow.duties):
            yield PropagatedTerm(term, self.record, self.path, self.upstream.kind, self.flow.settled)


def inheritance(upstream: Upstream, record: License | None) -> Inheritance | None:
    """Return what an upstream asks of the release; ``None`` where its terms are not known."""
    if record is None or record.terms is None:
        return None
    return Inheritance(upstream, record, flow_down(record.terms, upstream.kind))


def propagated_terms(
    upstreams: Iterable[Upstream], license_of: Callable[[str], License | None]
) -> tuple[PropagatedTerm, ...]:
    """Return every term that travels to a release, sorted; the order of the upstreams plays no part.

    Args:
        upstreams: direct and inherited ones (``Facts.upstreams``).
        license_of: gives the record of a licence id.
    """
    found: set[tuple[str, str, tuple[str, ...], str]] = set()
    terms = []
    for upstream in upstreams:
        bound = inheritance(upstream, license_of(upstream.license) if upstream.license else None)
        for term in () if bound is None else bound.terms():
            key = _order(term)
            if key not in found:
                found.add(key)
                terms.append(term)
    return tuple(sorted(terms, key=_order))


def _order(item: PropagatedTerm) -> tuple[str, str, tuple[str, ...], str]:
    return (item.record.id, item.term.id, item.path, item.kind.value)
