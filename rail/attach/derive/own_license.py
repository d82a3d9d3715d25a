"""A licence of one's own, held against all that reaches the derivative: what it may not be, and what it needs beside.

Terms that must travel word for word can stand beside a permissive licence as an annex that is part of it; an agreement
that must itself be handed on, a limit that the own terms do not keep, and share-alike leave no such room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.derive.burdens import disputed_terms
from rail.attach.derive.grounds import Cited, Ground, cited
from rail.attach.derive.together import accepted_beside
from rail.checks.claims import text_id
from rail.checks.editions import accepts
from rail.model.late import dataclass
from rail.model.terms import FlowDown, TermKind
from rail.model.verdict import Verdict, meet
from rail.terms.conflict import FORBIDDING, exclusions, is_open_choice, is_whole, limits_beyond, sole_terms
from rail.terms.flow import TRAVELLING
from rail.terms.missing import restrictions_beyond

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rail.attach.derive.reach import Reaching
    from rail.knowledge.store import Knowledge
    from rail.model.license import License
    from rail.model.terms import Term, Terms

# Texts that anybody may put on a work of their own; others are the agreements of one company.
_FOR_ALL = frozenset({"openrail", "rail", "openmdw", "modelgo", "fair-ai-public"})
_SHOWN = 5
ANNEX = "only together with the use restrictions as an enforceable part of it (an annex such as USE_RESTRICTIONS.md)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A licence that remains possible.

    Attributes:
        license: its record.
        verdict: what holding it against all upstreams gives.
        annex: the use restrictions must stand beside it.
        upstream: an upstream is under it.
    """

    license: License
    verdict: Verdict
    annex: bool
    upstream: bool


def license_grounds(reaching: Reaching, own: License, knowledge: Knowledge) -> Iterator[Ground]:
    """Yield what one licence that reaches the derivative makes of the licence that it is to be published under."""
    yield from _grounds(reaching, own, knowledge, accepted_beside(knowledge))


def own_grounds(own: License) -> Iterator[Ground]:
    """Yield what is to be said of a licence by itself."""
    if own.terms is None or own.kind != "license":
        what = "a use policy, which grants nothing" if own.terms is not None else "known by name only"
        yield Ground("license", Verdict.UNKNOWN, f"{own.name} is {what}.")
    elif "model" not in own.artifacts:
        said = f"{own.name} was not written for models ({', '.join(own.artifacts)})."
        yield Ground("license", Verdict.CONDITIONAL, said)


def candidates(licenses: Iterable[Reaching], knowledge: Knowledge, *, all_known: bool) -> tuple[Candidate, ...]:
    """Return the licences that remain possible, those of upstreams first, then by verdict and id.

    Args:
        licenses: what reaches the derivative.
        knowledge: the records.
        all_known: the terms of all upstreams are known; else none is more than ``unknown``.
    """
    reachings = tuple(licenses)
    under = {str(reaching.record.id) for reaching in reachings if not reaching.data}
    also = accepted_beside(knowledge)
    best = Verdict.ALLOWED if all_known else Verdict.UNKNOWN
    found = []
    for own in knowledge.licenses():
        general = own.ids.hub is not None and (own.ids.spdx is not None or own.family in _FOR_ALL)
        if own.kind != "license" or "model" not in own.artifacts or own.terms is None:
            continue
        if not general and own.id not in under:
            continue
        grounds = [ground for reaching in reachings for ground in _grounds(reaching, own, knowledge, also)]
        verdict = meet((*(ground.effect for ground in grounds), best))
        if verdict > Verdict.DENIED:
            annex = any(ground.kind == "annex" for ground in grounds)
            found.append(Candidate(own, verdict, annex, own.id in under))
    return tuple(sorted(found, key=lambda one: (not one.upstream, one.annex, -one.verdict, one.license.id)))


def _grounds(reaching: Reaching, own: License, knowledge: Knowledge, also: Mapping[str, object]) -> Iterator[Ground]:
    if own.terms is None or text_id(own.id) == text_id(reaching.record.id):
        return
    sure = Verdict.DENIED if reaching.settled else Verdict.UNKNOWN
    if reaching.data:
        yield from _of_data(reaching, own, knowledge, also)
        return
    yield from _wider(reaching, own, own.terms, sure)
    duty = sole_terms(reaching.terms)
    accepted = accepts(reaching.record, own.id, knowledge, also)
    if duty is not None and not accepted:
        effect = Verdict.UNKNOWN if is_open_choice(duty) else sure
        said = f"{reaching.record.name} wants derivatives under the same terms, and not under {own.name}"
        yield _ground(reaching, effect, f"{said}.", (cited(reaching.record, duty),))
    if reaching.terms.flow_down is FlowDown.COPY_AND_POLICY:
        said = (
            f"The agreement of {reaching.record.name} itself must be passed on with its use policy; {own.name} alone "
            "does not do that, and cannot take its place."
        )
        yield _ground(reaching, sure, said, _handing_on(reaching))
    elif reaching.terms.flow_down in TRAVELLING:
        yield from _restrictions(reaching, own, own.terms, sure)
    yield from _no_room(reaching, own, own.terms, (accepted, sure))


def _of_data(reaching: Reaching, own: License, knowledge: Knowledge, also: Mapping[str, object]) -> Iterator[Ground]:
    """Yield terms of training data that the own licence does not keep; what a base was trained on weighs little."""
    held = () if own.terms is None else own.terms.of_kind(TermKind.LIMIT)
    beyond = {term.about for term in limits_beyond(reaching.terms, held, FORBIDDING)}
    if not accepts(reaching.record, own.id, knowledge, also):
        beyond.add("share-alike")
    lost = [term for term in disputed_terms(reaching) if term.about in beyond]
    for about in dict.fromkeys(term.about for term in lost):
        said = (
            f"{own.name} does not keep a term of the training data ({knowledge.vocabulary().label(about)}, "
            f"{reaching.record.name}); whether it reaches the model is in dispute."
        )
        clauses = tuple(cited(reaching.record, term) for term in lost if term.about == about)
        yield _ground(reaching, Verdict.UNKNOWN if reaching.direct else Verdict.CONDITIONAL, said, clauses)


def _wider(reaching: Reaching, own: License, terms: Terms, sure: Verdict) -> Iterator[Ground]:
    beyond = limits_beyond(reaching.terms, terms.of_kind(TermKind.LIMIT), FORBIDDING)
    for term in beyond:
        if is_whole(term):
            said = f"{own.name} allows what {reaching.record.name} does not: {term.summary}"
            yield _ground(reaching, sure, said, (cited(reaching.record, term),))


def _restrictions(reaching: Reaching, own: License, terms: Terms, sure: Verdict) -> Iterator[Ground]:
    held = terms.of_kind(TermKind.PROHIBITION)
    missing = [
        (record, item.term)
        for record in (reaching.record, *reaching.policies)
        if record.terms is not None and record.id != own.id
        for item in restrictions_beyond(record.terms, held)
    ]
    if not missing:
        return
    clauses = (*_handing_on(reaching), *(cited(record, term) for record, term in missing[:_SHOWN]))
    closed = next((term for term in terms.of_kind(TermKind.LIMIT) if term.about == "no-added-terms"), None)
    lacks = f"{own.name} lacks {len(missing)} use restrictions of {reaching.record.name}, which must travel"
    if closed is not None:
        said = f"{lacks}, and admits no further terms beside itself."
        yield _ground(reaching, sure, said, (*clauses, cited(own, closed)))
    else:
        yield Ground("annex", Verdict.CONDITIONAL, f"{lacks}: {ANNEX}.", clauses, reaching.names)


def _no_room(reaching: Reaching, own: License, terms: Terms, told: tuple[bool, Verdict]) -> Iterator[Ground]:
    """Yield what stands against the own licence where that one wants the whole under itself alone."""
    accepted, sure = told
    mine = sole_terms(terms)
    if mine is None:
        return
    for item in exclusions(terms, reaching.terms, compatible=accepted):
        if item.one is not mine or item.kind in {"names", "same-terms"}:
            continue  # the upstream's own demand for the whole is told above
        effect = Verdict.UNKNOWN if is_open_choice(mine) else sure
        added = "a limit" if item.kind == "limits" else "use restrictions"
        said = f"{own.name} wants the whole under itself alone, and {reaching.record.name} adds {added}."
        other = () if item.other is None else (cited(reaching.record, item.other),)
        yield _ground(reaching, effect, said, (cited(own, mine), *other))


def _handing_on(reaching: Reaching) -> tuple[Cited, ...]:
    terms = reaching.terms
    duties: tuple[Term, ...] = (*terms.duties("pass-restrictions-on"), *terms.duties("copy-of-license"))
    return tuple(cited(reaching.record, duty) for duty in duties[:1])


def _ground(reaching: Reaching, effect: Verdict, says: str, clauses: tuple[Cited, ...]) -> Ground:
    return Ground("license", effect, says, clauses, reaching.names)
