"""Upstreams that do not go together: licences that cannot both be kept, and one that may not improve the other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from rail.attach.derive.grounds import Ground, cited
from rail.checks.editions import accepts
from rail.model.facts import RelationKind
from rail.model.terms import TermKind
from rail.model.verdict import Verdict
from rail.terms.conflict import exclusion_words, exclusions, is_open_choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rail.attach.derive.reach import Reaching
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream
    from rail.terms.conflict import Exclusion

_RULE = "upstreams-incompatible"


def accepted_beside(knowledge: Knowledge) -> Mapping[str, object]:
    """Return licence id -> ids that its steward lists as compatible, as the rules of `rail check` have it."""
    rule = next((rule for rule in knowledge.rules("default") if rule.id == _RULE), None)
    listed = {} if rule is None else rule.params.get("also_accepted", {})
    return listed if isinstance(listed, dict) else {}


def pair_grounds(licenses: Iterable[Reaching], knowledge: Knowledge) -> Iterator[Ground]:
    """Yield for each two licences of models why they cannot both be kept."""
    also = accepted_beside(knowledge)
    models = [reaching for reaching in licenses if not reaching.data]
    for one, other in combinations(models, 2):
        compatible = accepts(one.record, other.record.id, knowledge, also) or accepts(
            other.record, one.record.id, knowledge, also
        )
        for item in exclusions(one.terms, other.terms, compatible=compatible):
            yield _excluded(one, other, item, knowledge)
        yield from _competing(one, other)
        yield from _competing(other, one)


def _excluded(one: Reaching, other: Reaching, item: Exclusion, knowledge: Knowledge) -> Ground:
    terms = ((one, item.one), (other, item.other))
    open_choice = any(term is not None and term.about == "share-alike" and is_open_choice(term) for _, term in terms)
    sure = one.settled and other.settled and item.kind != "names" and not open_choice
    why = exclusion_words(item, str(one.record.id), str(other.record.id), knowledge.vocabulary().label)
    return Ground(
        "pair",
        Verdict.DENIED if sure else Verdict.UNKNOWN,
        f"{one.record.name} and {other.record.name} do not go together: {why}.",
        tuple(cited(reaching.record, term) for reaching, term in terms if term is not None),
        (*one.names, *other.names),
        "leave one of the bases out, or get another licence for one of them from whoever holds its rights",
    )


def _competing(one: Reaching, other: Reaching) -> Iterator[Ground]:
    """Yield that one licence keeps its model from improving others, and what they are combined with is another one."""
    if not any(_stand_apart(a, b) for a in one.upstreams for b in other.upstreams):
        return
    for term in one.terms.of_kind(TermKind.LIMIT):
        if term.about == "no-competing-models":
            yield Ground(
                "pair",
                Verdict.UNKNOWN,
                f"{one.record.name} limits which other models may be improved with its model; {', '.join(other.names)} "
                "is another one.",
                (cited(one.record, term),),
                (*one.names, *other.names),
                "have a person compare the combination with the clause, or leave one of the bases out",
            )


def _stand_apart(one: Upstream, other: Upstream) -> bool:
    """Tell whether neither of two models is what the other one was built on."""
    if RelationKind.BUNDLES in {one.kind, other.kind}:
        return False
    paths = ((*one.via, one.name), (*other.via, other.name))
    return paths[0][0].lower() != paths[1][0].lower()
