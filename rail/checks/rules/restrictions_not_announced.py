"""restrictions-not-announced: the weights are under terms with use restrictions, and the card does not say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.carried import carried_restrictions
from rail.checks.claims import names
from rail.checks.context import Found, Skip
from rail.checks.passages import documents
from rail.checks.restricted import is_restricted, restricting_texts, says_one_of
from rail.checks.unread import unread_cards
from rail.checks.upstream_terms import clause_evidence
from rail.model.finding import Evidence
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LicenseFile
    from rail.model.license import License
    from rail.model.terms import Term


def find(context: Context) -> Iterator[Found | Skip]:
    """Look in the cards and READMEs for words that tell of restrictions."""
    facts = context.facts
    carried = carried_restrictions(facts, context.knowledge)
    restricted = [record for _, record in sorted(carried.records.items()) if is_restricted(context, record)]
    unread_terms = restricting_texts(facts, context.strings("restricting"))
    if not restricted and not carried.terms and not unread_terms:
        return
    cards = documents(facts)
    if cards and says_one_of(facts, context.strings("announcing")):
        return
    unread = list(unread_cards(facts))
    yield from unread
    if not cards or unread:
        return  # that there is no card is card-missing's matter
    yield Found(
        Location(cards[0].path, cards[0].body_line),
        f"{_under(context, restricted, unread_terms)}, and the card's text does not tell its readers that uses are "
        "restricted",
        confidence="medium" if restricted or carried.terms else "low",
        component="weights",
        evidence=(
            *(Evidence(f"terms: {place}") for place in carried.places[:3]),
            *(Evidence("a text that we do not know speaks of forbidden uses", file.location) for file in unread_terms),
            *(clause_evidence(record, duty) for record in restricted for duty in _informing(record)),
        ),
    )


def _under(context: Context, restricted: list[License], unknown: list[LicenseFile]) -> str:
    if not restricted and unknown:
        return f"{unknown[0].location.path} holds terms that we do not know and that forbid uses"
    if not restricted:
        return "the weights are under terms with use restrictions"
    return f"the weights are under {names([record.id for record in restricted], context.knowledge)}"


def _informing(record: License) -> tuple[Term, ...]:
    return () if record.terms is None else record.terms.duties("inform-of-restrictions")[:1]
