"""What follows from choosing a licence: its standing, whom it leaves out, what derivatives carry, what may change.

Every consequence names its source: clauses of the text, a dated fact of the record, or a dated position. Where the
record has none, the consequence says so; nothing is stated without one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rail.model.terms import FlowDown, TermKind
from rail.terms.flow import passing_on_duties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.model.license import License, Provision, Source
    from rail.model.position import Condition, Position
    from rail.model.terms import Term, Terms

EXCLUDING = (
    "non-commercial",
    "research-only",
    "users-threshold",
    "revenue-threshold",
    "territory",
    "named-parties",
    "age-minimum",
    "registration",
    "no-distribution",
    "no-derivatives",
    "no-competing-models",
    "no-output-training",
)
_CHANGING = ("terms-change", "update-duty", "remote-restriction", "revocation", "output-ownership")
_STANDING = ("osi-approved", "osaid", "spdx-listed", "hub-listed")


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows.

    Attributes:
        topic: ``standing``, ``excluded``, ``carried``, ``changes`` or ``law``.
        about: what it is about: an id of the vocabulary, a fact, or a position.
        value: the finding: a fact's value, the answers of a provision, a flow-down strength, or a position's effect.
        says: our own words; empty where the value says it all.
        clauses: ids of the clauses that it rests on.
        sources: dated sources that it rests on.
        jurisdiction: of a position.
        status: of a position: ``in-force``, ``draft``, ``contested``, ``superseded``.
        title: the question of a position; empty for everything that the vocabulary or a fact names.
    """

    topic: str
    about: str
    value: str
    says: str
    clauses: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    jurisdiction: str | None = None
    status: str | None = None
    title: str = ""


def consequences(license_: License, positions: Iterable[Position]) -> tuple[Consequence, ...]:
    """Return what follows from a licence, topic by topic; only its standing where nobody recorded its terms."""
    found = [*_standing(license_)]
    if license_.terms is not None:
        found += [*_excluded(license_.terms), *_carried(license_.terms), *_changes(license_)]
        found += [*_positions(license_, positions)]
    return tuple(found)


def _standing(license_: License) -> Iterator[Consequence]:
    for name in _STANDING:
        fact = license_.facts.get(name)
        if fact is None:
            yield Consequence("standing", name, "not-recorded", "")
        else:
            yield Consequence("standing", name, _told(fact.value), fact.source.note, sources=(fact.source,))


def _told(value: bool | str | None) -> str:  # noqa: FBT001 # a fact's value
    return {True: "yes", False: "no", None: "unknown"}.get(value, str(value))  # type: ignore[arg-type] # a str is no key


def _excluded(terms: Terms) -> Iterator[Consequence]:
    for term in terms.of_kind(TermKind.LIMIT):
        if term.about in EXCLUDING:
            yield Consequence("excluded", term.about, _numbers(term), term.summary, (term.clause,))
    uses = terms.of_kind(TermKind.PROHIBITION)
    if uses:
        clauses = tuple(dict.fromkeys(term.clause for term in uses))
        yield Consequence("excluded", "restricted-uses", str(len(terms.restricted_uses())), "", clauses)


def _numbers(term: Term) -> str:
    params = term.params
    if "value" in params:
        number = params["value"]
        return f"{f'{number:,}' if isinstance(number, int) else number} {params.get('unit', '')}".strip()
    excluded = params.get("excluded")
    return ", ".join(map(str, excluded)) if isinstance(excluded, (list, tuple)) else ""


def _carried(terms: Terms) -> Iterator[Consequence]:
    carriers = tuple(dict.fromkeys(term.clause for term in terms.duties("pass-restrictions-on")))
    value = terms.flow_down.value
    yield Consequence("carried", "flow-down", value, "", carriers)
    if terms.flow_down is not FlowDown.NONE or passing_on_duties(terms):
        for term in passing_on_duties(terms):
            yield Consequence("carried", term.about, "", term.summary, (term.clause,))


def _changes(license_: License) -> Iterator[Consequence]:
    for name in _CHANGING:
        answer: Provision | None = license_.provisions.get(name)
        if answer is None:
            yield Consequence("changes", name, "unread", "")
        else:
            yield Consequence("changes", name, ", ".join(answer.values), answer.note, answer.clauses)


def _positions(license_: License, positions: Iterable[Position]) -> Iterator[Consequence]:
    for position in positions:
        if not set(position.artifacts) & set(license_.artifacts):
            continue
        reading = next((item for item in position.readings if _holds(item.when, license_)), None)
        if reading is not None:
            yield Consequence(
                "law",
                position.id,
                reading.effect,
                reading.says,
                sources=position.sources,
                jurisdiction=position.jurisdiction,
                status=position.status,
                title=position.title,
            )


def _holds(when: Condition, license_: License) -> bool:
    terms = license_.terms
    if terms is None:
        return False
    limits = {term.about for term in terms.of_kind(TermKind.LIMIT)}
    duties = {term.about for term in terms.of_kind(TermKind.DUTY)}
    facts = license_.facts
    return (
        (not when.prohibitions or bool(terms.of_kind(TermKind.PROHIBITION)))
        and (not when.limits or not limits.isdisjoint(when.limits))
        and (not when.duties or not duties.isdisjoint(when.duties))
        and all(name in facts and facts[name].value is value for name, value in when.facts.items())
    )
