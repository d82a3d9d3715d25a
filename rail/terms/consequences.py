"""What follows from choosing a licence: its standing, whom it leaves out, what derivatives carry, what may change.

Every consequence names its source: clauses of the text, a dated fact of the record, or a dated position. Where the
record has none, the consequence says so; nothing is stated without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rail.model.late import dataclass
from rail.model.license import Source
from rail.model.terms import TermKind
from rail.terms.ask.words import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rail.model.license import License, Provision
    from rail.model.position import Condition, Position
    from rail.model.terms import Term, Terms
    from rail.model.vocabulary import Vocabulary

    Policies = Mapping[str, License | None]

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
# Acts that hand something on or change it: what arises with them, or with a kind of them, goes along.
_PASSING_ON = frozenset({"share", "modify"})
# Duties that go along even where the text ties them to no act, and those that no copy carries whatever triggers them.
_ALWAYS_CARRIED = (
    "pass-restrictions-on",
    "follow-policy",
    "bind-users",
    "attribution",
    "keep-notices",
    "indicate-license",
    "display-phrase",
)
_NEVER_CARRIED = ("filter-outputs", "license-request", "indemnify", "comply-with-law")
_STANDING = ("osi-approved", "osaid", "spdx-listed", "hub-listed")


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows.

    Attributes:
        topic: ``standing``, ``excluded``, ``carried``, ``own``, ``changes`` or ``law``.
        about: what it is about: an id of the vocabulary, a fact, or a position.
        value: the finding: a fact's value, the answers of a provision, a flow-down strength, or a position's effect.
        says: our own words; empty where the value says it all.
        clauses: ids of the clauses that it rests on.
        sources: dated sources that it rests on.
        jurisdiction: of a position.
        status: of a position: ``in-force``, ``draft``, ``contested``, ``superseded``.
        title: the question of a position; empty for everything that the vocabulary or a fact names.
        instrument: id of the policy that it comes from; empty for what the licence says itself.
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
    instrument: str = ""


def consequences(
    license_: License, positions: Iterable[Position], vocabulary: Vocabulary, policies: Policies
) -> tuple[Consequence, ...]:
    """Return what follows from a licence, topic by topic; only its standing where nobody recorded its terms.

    Args:
        license_: the licence.
        positions: the dated positions.
        vocabulary: the words of its terms.
        policies: what its duties to follow a policy name, by id; ``None`` where a policy has no record.
    """
    found = [*_standing(license_)]
    if license_.terms is not None:
        found += [*_excluded(license_.terms), *_excluded_by_policies(license_.terms, policies)]
        found += [*_duties(license_.terms, vocabulary), *_changes(license_)]
        found += [*_positions(license_, positions, policies)]
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


def _excluded_by_policies(terms: Terms, policies: Policies) -> Iterator[Consequence]:
    """Yield for each policy that the licence takes in how many categories of use it forbids."""
    for name, policy in policies.items():
        clauses = tuple(
            dict.fromkeys(term.clause for term in terms.duties("follow-policy") if term.params.get("policy") == name)
        )
        if policy is None or policy.terms is None:
            said = f"{name} applies too."
            yield Consequence("excluded", "policy-uses", "not-recorded", said, clauses, instrument=name)
        elif policy.terms.of_kind(TermKind.PROHIBITION):
            count = str(len(policy.terms.restricted_uses()))
            text = policy.text
            sources = () if text is None else (Source(text.url, text.read_on, policy.name),)
            said = f"They stand in {policy.id}, which the licence takes in."
            yield Consequence("excluded", "policy-uses", count, said, clauses, sources, instrument=name)


def _numbers(term: Term) -> str:
    params = term.params
    if "value" in params:
        number = params["value"]
        return f"{f'{number:,}' if isinstance(number, int) else number} {params.get('unit', '')}".strip()
    excluded = params.get("excluded")
    return ", ".join(map(str, excluded)) if isinstance(excluded, (list, tuple)) else ""


def _duties(terms: Terms, vocabulary: Vocabulary) -> Iterator[Consequence]:
    """Yield the flow-down with the duties that go along with a copy or derivative, then those of the licensee."""
    carriers = tuple(dict.fromkeys(term.clause for term in terms.duties("pass-restrictions-on")))
    value = terms.flow_down.value
    yield Consequence("carried", "flow-down", value, "", carriers)
    duties = terms.of_kind(TermKind.DUTY)
    along = [term for term in duties if _goes_along(term, vocabulary)]
    for term in along:
        yield Consequence("carried", term.about, "", term.summary, (term.clause,))
    for term in duties:
        if term not in along:
            yield Consequence("own", term.about, "", term.summary, (term.clause,))


def _goes_along(term: Term, vocabulary: Vocabulary) -> bool:
    """Tell whether a duty arises when something is passed on or changed, by its triggers and what these imply."""
    if term.about in _NEVER_CARRIED:
        return False
    if not term.when:
        return term.about in _ALWAYS_CARRIED
    return any(not _PASSING_ON.isdisjoint(_broader(action, vocabulary)) for action in term.when)


def _broader(action: str, vocabulary: Vocabulary) -> set[str]:
    entry = vocabulary.kinds["actions"].get(action)
    implied = cast("list[str]", entry.details.get("implies", [])) if entry else []
    return {broader for one in (action, *implied) for broader in ancestors("actions", one, vocabulary)}


def _changes(license_: License) -> Iterator[Consequence]:
    for name in _CHANGING:
        answer: Provision | None = license_.provisions.get(name)
        if answer is None:
            yield Consequence("changes", name, "unread", "")
        else:
            yield Consequence("changes", name, ", ".join(answer.values), answer.note, answer.clauses)


def _positions(license_: License, positions: Iterable[Position], policies: Policies) -> Iterator[Consequence]:
    for position in positions:
        if not set(position.artifacts) & set(license_.artifacts):
            continue
        reading = next((item for item in position.readings if _holds(item.when, license_, policies)), None)
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


def _holds(when: Condition, license_: License, policies: Policies) -> bool:
    terms = license_.terms
    if terms is None:
        return False
    limits = {term.about for term in terms.of_kind(TermKind.LIMIT)}
    duties = {term.about for term in terms.of_kind(TermKind.DUTY)}
    facts = license_.facts
    taken_in = [policy.terms for policy in policies.values() if policy is not None and policy.terms is not None]
    return (
        (not when.prohibitions or any(part.of_kind(TermKind.PROHIBITION) for part in (terms, *taken_in)))
        and (not when.limits or not limits.isdisjoint(when.limits))
        and (not when.duties or not duties.isdisjoint(when.duties))
        and all(name in facts and facts[name].value is value for name, value in when.facts.items())
    )
