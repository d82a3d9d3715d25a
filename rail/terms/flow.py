"""Flow-down: what the terms of an upstream ask of something that is built on it.

The strengths follow the texts: RAIL licences want the same restrictions in an enforceable provision, BigCode accepts
equivalent ones, Llama wants a copy of its agreement and its use policy, permissive licences a copy or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.facts import RelationKind
from rail.model.late import dataclass
from rail.model.terms import FlowDown, TermKind, Terms

if TYPE_CHECKING:
    from rail.model.terms import Term

TRAVELLING = frozenset({FlowDown.SAME_RESTRICTIONS, FlowDown.EQUIVALENT_RESTRICTIONS, FlowDown.COPY_AND_POLICY})
_BUILT_ON = frozenset(
    {
        RelationKind.FINETUNE,
        RelationKind.ADAPTER,
        RelationKind.MERGE,
        RelationKind.QUANTIZED,
        RelationKind.DERIVED,
        RelationKind.BUNDLES,
    }
)
_PASSED_ON = frozenset(
    {"distribute", "distribute-derivative", "host", "sublicense", "release-of-weights", "redistribution"}
)
SCANNABLE = ("copy-of-license", "notice-text", "display-phrase", "name-prefix", "follow-policy")


@dataclass(frozen=True, slots=True)
class FlowDuties:
    """What a derivative must carry.

    Attributes:
        strength: how strongly the restrictions travel.
        restrictions: the prohibitions that must stand in the derivative's own terms.
        duties: the duties that passing it on triggers.
        settled: the relation makes the terms travel beyond doubt. Whether a model is bound by the licence of its
            training data, or by that of a model whose outputs it learned from, is contested or differs by licence.
    """

    strength: FlowDown
    restrictions: tuple[Term, ...]
    duties: tuple[Term, ...]
    settled: bool


def flow_down(upstream: Terms, relation: RelationKind) -> FlowDuties:
    """Return what the terms of an upstream ask of an artefact that stands in this relation to it."""
    if relation is RelationKind.EVALUATED_ON:
        return FlowDuties(FlowDown.NONE, (), (), settled=True)
    travels = upstream.flow_down in TRAVELLING
    return FlowDuties(
        strength=upstream.flow_down,
        restrictions=upstream.of_kind(TermKind.PROHIBITION) if travels else (),
        duties=passing_on_duties(upstream),
        settled=relation in _BUILT_ON,
    )


def is_settled(relation: RelationKind) -> bool:
    """Tell whether a relation makes an upstream's terms travel beyond doubt."""
    return relation in _BUILT_ON


def passing_on_duties(terms: Terms) -> tuple[Term, ...]:
    """Return the duties that bind whoever passes the artefact or a derivative on; one without a trigger always does."""
    return tuple(term for term in terms.of_kind(TermKind.DUTY) if not term.when or _PASSED_ON.intersection(term.when))


def scannable_duties(terms: Terms, about: str | None = None) -> tuple[Term, ...]:
    """Return the passing-on duties whose fulfilment shows in the files of a release.

    Args:
        terms: the terms of one instrument.
        about: one of ``SCANNABLE``, or ``None`` for all.
    """
    wanted = SCANNABLE if about is None else (about,)
    return tuple(term for term in passing_on_duties(terms) if term.about in wanted)


def carried(upstream: Terms) -> Terms:
    """Return the least terms that a derivative's own must hold: what flows down, and flows on from there.

    The same duties and restrictions as ``flow_down`` finds for something built on the upstream. Limits and permissions
    are not copied: a derivative's own permissions are met with the upstream's (``rail.terms.meet``).
    """
    found = flow_down(upstream, RelationKind.DERIVED)
    keep = {id(term) for term in (*found.restrictions, *found.duties)}
    return Terms(found.strength, tuple(term for term in upstream.terms if id(term) in keep))
