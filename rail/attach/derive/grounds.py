"""Grounds: what each licence that reaches a derivative makes of it, one statement each; the lowest verdict holds.

Every ground speaks of one licence, or of two that do not go together, and none takes another one away: so another
upstream never raises a verdict.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.checks.upstream_terms import clause_label
from rail.model.facts import RelationKind
from rail.model.late import dataclass
from rail.model.profile import UseProfile
from rail.model.terms import TermKind
from rail.model.verdict import Verdict
from rail.terms.ask.answer import Case, Instrument
from rail.terms.ask.permissions import permission_reasons
from rail.terms.conflict import is_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.attach.derive.moments import Moments
    from rail.attach.derive.reach import Reaching
    from rail.model.facts import Upstream
    from rail.model.license import License
    from rail.model.terms import Term
    from rail.model.vocabulary import Vocabulary

_COPIES = frozenset({RelationKind.QUANTIZED, RelationKind.BUNDLES})
_LEARNING = ("no-output-training", "no-competing-models")
GROUND_KINDS = ("license", "act", "pair", "name", "unknown", "unsettled", "annex", "duties")
DISPUTED = "It is in dispute whether the terms of training data reach the model."


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause that a ground rests on: the licence, how the text calls the clause, and our own words for it."""

    license: str
    clause: str
    clause_id: str
    says: str


@dataclass(frozen=True, slots=True)
class Ground:
    """One statement on the derivative.

    Attributes:
        kind: one of ``GROUND_KINDS``: the licence that it is to be published under, whether making it and passing it on
            is permitted, two upstreams that do not go together, its name, an upstream of unknown terms, whether terms
            reach it at all, restrictions that need an annex, and duties.
        effect: the verdict that this alone leads to.
        says: in our own words.
        clauses: what it rests on.
        upstreams: the names that bring it.
        next_step: what to do about it; empty where nothing but the above.
    """

    kind: str
    effect: Verdict
    says: str
    clauses: tuple[Cited, ...] = ()
    upstreams: tuple[str, ...] = ()
    next_step: str = ""


def cited(record: License, term: Term) -> Cited:
    """Return a term's clause."""
    return Cited(str(record.id), clause_label(record, term.clause), term.clause, term.summary)


def grounds_of(reaching: Reaching, moments: Moments, vocabulary: Vocabulary) -> Iterator[Ground]:
    """Yield what one licence makes of a derivative, whatever it is published under."""
    found = (*_acts(reaching, moments, vocabulary), *_forbidden(reaching), *_learning(reaching))
    for ground in found:
        doubted = ground.effect is Verdict.DENIED and not reaching.settled and ground.kind != "outputs"
        told = replace(ground, upstreams=reaching.names, kind="act" if ground.kind == "outputs" else ground.kind)
        yield replace(told, effect=Verdict.UNKNOWN, says=f"{_doubt(reaching)} {told.says}") if doubted else told
    yield from _unsettled(reaching)


def unknown_ground(upstream: Upstream) -> Ground:
    """Return what follows from an upstream whose terms nobody here knows."""
    what = "data set" if upstream.kind is RelationKind.TRAINED_ON else "model"
    where = f" (through {', '.join(upstream.via)})" if upstream.via else ""
    return Ground(
        "unknown",
        Verdict.UNKNOWN,
        f"The terms of the {what} {upstream.name}{where} are not known here, so neither is what it asks.",
        upstreams=(upstream.name,),
        next_step="write its licence into rail.lock by hand (`rail lock` shows the form), have its snapshot in the Hub "
        "cache, or add --online to ask the Hub",
    )


def _acts(reaching: Reaching, moments: Moments, vocabulary: Vocabulary) -> Iterator[Ground]:
    """Yield whether making such a derivative, and passing it on, is expressly permitted."""
    for actions in sorted({_actions(kind, moments) for kind in reaching.kinds}):
        instrument = Instrument(str(reaching.record.id), "licence", reaching.record, reaching.terms)
        case = Case(instrument, UseProfile(actions=actions), vocabulary)
        for reason in permission_reasons(case):
            clause = () if not reason.clause else (_clause(reaching.record, reason.clause, reason.says),)
            yield Ground("act", reason.effect, f"{vocabulary.label(reason.about)}: {reason.says}", clause)


def _actions(kind: RelationKind, moments: Moments) -> tuple[str, ...]:
    act = moments.acts.get(kind.value, "modify")
    if kind is RelationKind.TRAINED_ON:
        return (act,)
    return (act, "distribute" if kind is RelationKind.BUNDLES else "distribute-derivative")


def _clause(record: License, clause_id: str, says: str) -> Cited:
    return Cited(str(record.id), clause_label(record, clause_id), clause_id, says)


def _forbidden(reaching: Reaching) -> Iterator[Ground]:
    """Yield limits by which no changed version, or nothing at all, may be passed on."""
    for term in reaching.terms.of_kind(TermKind.LIMIT):
        nothing = term.about == "no-distribution" and is_whole(term)
        if not nothing and term.about != "no-derivatives":
            continue
        sure = nothing or not reaching.kinds <= _COPIES
        said = "nothing of it may be passed on" if nothing else "no changed version of it may be passed on"
        yield Ground(
            "act",
            Verdict.DENIED if sure else Verdict.UNKNOWN,
            f"By {reaching.record.name}, {said}.",
            (cited(reaching.record, term),),
        )


def _learning(reaching: Reaching) -> Iterator[Ground]:
    """Yield limits on models that learn from this one's outputs; these speak of distillation by themselves."""
    if RelationKind.DISTILLED not in reaching.kinds:
        return
    limits = [term for term in reaching.terms.of_kind(TermKind.LIMIT) if term.about in _LEARNING]
    if not limits:
        return
    whole = any(is_whole(term) and "object" not in term.params for term in limits)
    exceptions = "" if whole else " It names cases: compare yours with the clause."
    yield Ground(
        "outputs",
        Verdict.DENIED if whole else Verdict.UNKNOWN,
        f"{reaching.record.name} limits which models may learn from it.{exceptions}",
        tuple(cited(reaching.record, term) for term in limits),
    )


def _unsettled(reaching: Reaching) -> Iterator[Ground]:
    """Yield that it is not settled whether a licence reaches the derivative at all."""
    if reaching.data or reaching.settled:
        if RelationKind.DISTILLED in reaching.kinds and reaching.settling is not None:
            yield Ground(
                "unsettled",
                Verdict.CONDITIONAL,
                "By this licence a model that learned from outputs counts as a derivative: its terms apply.",
                (cited(reaching.record, reaching.settling),),
                reaching.names,
            )
        return
    yield Ground(
        "unsettled",
        Verdict.CONDITIONAL,
        f"{reaching.record.name} does not say whether its terms reach a model that learned from outputs: keep them as "
        "if they did.",
        upstreams=reaching.names,
        next_step="or have a person decide that they do not",
    )


def _doubt(reaching: Reaching) -> str:
    return DISPUTED if reaching.data else "It is not settled that the terms reach this model."
