"""vendor-name-used: a model's own name holds somebody else's mark, and nothing seen here permits it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from rail.checks.context import Found, Skip
from rail.checks.obligations import obligations
from rail.checks.unread import unread_front_matter
from rail.checks.upstream_terms import clause_evidence, unknown_upstreams
from rail.checks.upstreams import distinct_upstreams, plain_name, short_name
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.obligations import Obligation
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts, Upstream
    from rail.model.license import License
    from rail.model.terms import Term

# A sentence that speaks of another model does not show whose name the release bears.
_LOOSE = frozenset({"prose", "lineage"})
_SEPARATED = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class _Mark(NamedTuple):
    """A mark, its letters alone, who holds it, and the accounts under which they publish."""

    words: str
    letters: str
    holder: str
    accounts: tuple[str, ...]


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for marks in the release's own name."""
    facts = context.facts
    if facts.artifact != "model":
        return
    lines = _lines(short_name_as_written(facts.name))
    letters = lines[1].replace(" ", "")
    mark = next((one for one in _marks(context.knowledge) if one.letters in letters and _among(lines, one.words)), None)
    if mark is None or plain_name(facts.name).partition("/")[0].lower() in mark.accounts:
        return
    bound = obligations(facts, context.knowledge)
    if any(_grants(obligation, mark) for obligation in bound):
        return
    origin = next((item for item in distinct_upstreams(facts) if _is_from(item, mark)), None)
    unsure = [*unread_front_matter(facts), *(unknown_upstreams(facts, context.knowledge) if origin is None else ())]
    yield from unsure
    if not unsure:
        yield _found(facts, mark, origin, _reserving(bound))


def short_name_as_written(name: str) -> str:
    """Return the last part of a name in the case that it is written in, which shows where its words end."""
    return plain_name(name).replace("\\", "/").rstrip("/").rpartition("/")[2]


@lru_cache(maxsize=4)
def _marks(knowledge: Knowledge) -> tuple[_Mark, ...]:
    return tuple(
        _Mark(row["mark"], row["mark"].replace(" ", ""), row["holder"], tuple(cast("list[str]", row["accounts"])))
        for row in knowledge.patterns("vendor-marks")
    )


def _holds(name: str, mark: str) -> bool:
    """Tell whether a name holds a mark as words of their own; "tinyllama" is another word than "llama"."""
    return _among(_lines(name), mark)


def _lines(name: str) -> tuple[str, ...]:
    # "LLaMA" is a word of its own, however its letters are written; "MyLlama" has two.
    written = (_WORD.findall(name), _SEPARATED.findall(name))
    return tuple(f" {' '.join(words).lower()} " for words in written)


def _among(lines: tuple[str, ...], mark: str) -> bool:
    return any(f" {form} " in line for line in lines for form in (mark, mark.replace(" ", "")))


def _is_from(upstream: Upstream, mark: _Mark) -> bool:
    owner = plain_name(upstream.name).partition("/")[0].lower()
    return owner in mark.accounts or _holds(short_name_as_written(upstream.name), mark.words)


def _grants(obligation: Obligation, mark: _Mark) -> bool:
    """Tell whether a licence asks for the mark in the name, and so permits it."""
    prefixes = (str(duty.params.get("prefix", "")) for duty in obligation.duties if duty.about == "name-prefix")
    return any(_holds(prefix, mark.words) for prefix in prefixes)


def _reserving(bound: tuple[Obligation, ...]) -> tuple[License, Term] | None:
    """Return the clause of a licence of an upstream that keeps its marks back."""
    for obligation in bound:
        terms = obligation.record.terms
        for term in () if terms is None or not obligation.upstreams else terms.terms:
            if term.about == "trademark-reserved":
                return obligation.record, term
    return None


def _found(facts: Facts, mark: _Mark, origin: Upstream | None, reserved: tuple[License, Term] | None) -> Found:
    name = short_name(facts.name)
    # A name that tells where a model comes from is commonly free; so is the holder's own, which a folder does not show.
    declared = any(item.source not in _LOOSE for item in distinct_upstreams(facts))
    told = origin is not None or ("/" not in plain_name(facts.name) and not declared)
    evidence = [Evidence(f"{mark.holder} publishes under the name {mark.words}")]
    if origin is not None:
        evidence.append(Evidence(f"names {origin.name} ({origin.kind.value})", origin.location))
    if reserved is not None and origin is not None:
        evidence.append(clause_evidence(*reserved))
    what = f"and is built on {origin.name}" if origin is not None else "and no licence seen here permits it"
    card = facts.card
    return Found(
        Location("README.md") if card is None else Location(card.path, 1),
        f'the name "{name}" holds "{mark.words}", under which {mark.holder} publishes, {what}',
        severity=Severity.INFO if told else None,
        confidence="low" if told else "medium",
        component="weights",
        evidence=tuple(evidence),
    )
