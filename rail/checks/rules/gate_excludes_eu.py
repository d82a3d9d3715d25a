"""gate-excludes-eu: the access form shuts out the European Union, although the licence does not, or acts on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import card_claims, named_ids, quote
from rail.checks.context import Found, Skip
from rail.checks.gates import gate_of
from rail.checks.unread import unread_front_matter
from rail.model.finding import Evidence
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LicenseClaim


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the key against the licence, and look whether there is a form for it to act on."""
    yield from unread_front_matter(context.facts)
    gate = gate_of(context.facts)
    if gate is None or gate.excludes_eu is None:
        return
    place = gate.place(gate.excludes_eu)
    claims = card_claims(context.facts)
    limited = [_limits_territory(context, claim) for claim in claims]
    if True in limited:
        return
    if claims and None not in limited:
        yield Found(
            place,
            f"the access form shuts out the European Union, and {quote(claims[0].value)} gives its rights everywhere",
            evidence=(Evidence(f"states {quote(claims[0].value)}", claims[0].location),),
        )
    elif not gate.texts and not gate.fields:
        yield Found(place, "`extra_gated_eu_disallowed` stands alone: it acts on a gated repository only")
    elif claims:
        claim = claims[limited.index(None)]
        yield Skip(f"{place}: shuts out the European Union, and we do not know the terms of {quote(claim.value)}")


def _limits_territory(context: Context, claim: LicenseClaim) -> bool | None:
    """Tell whether a licence has a territory, or gives rights to some only; ``None`` where its terms are unknown."""
    named = named_ids(claim, context.knowledge)
    for license_id in named:
        record = context.knowledge.license(license_id)
        if record is None or record.terms is None:
            return None
        policy = context.knowledge.license(f"{license_id}-use-policy")
        terms = [record.terms, *([policy.terms] if policy is not None and policy.terms is not None else [])]
        limits = {term.about for held in terms for term in held.of_kind(TermKind.LIMIT)}
        if limits & set(context.strings("territorial")):
            return True
    return False if named else None
