"""What two instruments cannot both have: limits that one's terms go beyond, and demands that exclude each other.

An upstream's limits bind whatever is built on it, so that terms without them promise more than there is to give. An
instrument that wants the whole under itself alone leaves no room for whatever another one demands beyond it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.model.terms import FlowDown, TermKind
from rail.terms.flow import TRAVELLING, passing_on_duties
from rail.terms.missing import restrictions_beyond
from rail.terms.order import is_number, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from rail.model.terms import Term, Terms

# Limits that forbid a use which permissive terms allow, and limits that take out some users, places or purposes.
FORBIDDING = ("non-commercial", "research-only", "no-distribution", "no-hosting")
NARROWING = (
    "users-threshold",
    "revenue-threshold",
    "territory",
    "named-parties",
    "registration",
    "no-competing-models",
    "no-output-training",
)
_IMPLIED_BY = {"non-commercial": "research-only"}  # who may only do research may do nothing commercial either
# A limit with one of these details holds for some cases only; the parameters of a model are the model.
_PARTIAL = ("of", "to", "except", "or")
_WHOLE = frozenset({"parameters"})
_WHOLE_WORK = frozenset({None, "entire work", "modified version"})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One reason why two instruments cannot both be kept in one artefact.

    Attributes:
        kind: ``restrictions`` (use restrictions that must travel, under terms that admit no further ones), ``limits``,
            ``same-terms`` (each wants the whole under itself), or ``names``.
        one: the term of the first instrument; ``None`` where its flow-down says so.
        other: the term of the second.
    """

    kind: str
    one: Term | None
    other: Term | None

    def mirrored(self) -> Exclusion:
        """Return the same reason seen from the other instrument."""
        return Exclusion(self.kind, self.other, self.one)


def limits_beyond(upstream: Terms, own: Iterable[Term], about: Collection[str]) -> tuple[Term, ...]:
    """Return the upstream's limits of these kinds that the own ones do not keep, the widest of each kind.

    Args:
        upstream: the terms of the upstream.
        own: the limits of everything that speaks about the artefact.
        about: kinds of limit.
    """
    held = list(own)
    found: dict[str, Term] = {}
    for term in sorted(upstream.of_kind(TermKind.LIMIT), key=is_whole, reverse=True):
        if term.about in about and not any(_keeps(limit, term) for limit in held):
            found.setdefault(term.about, term)
    return tuple(found.values())


def is_whole(limit: Term) -> bool:
    """Tell whether a limit holds for every use, and not only for some cases that its details name."""
    return all(name not in limit.params or limit.params[name] in _WHOLE for name in _PARTIAL)


def sole_terms(terms: Terms) -> Term | None:
    """Return the duty to pass the whole on under these terms alone, or ``None`` where there is none.

    A duty that speaks of single files, of source form or of the data themselves leaves the rest free.
    """
    for term in passing_on_duties(terms):
        params = term.params
        partly = any(name in params for name in ("of", "form", "module", "until"))
        if term.about == "share-alike" and not partly and params.get("scope") in _WHOLE_WORK:
            return term
    return None


def is_open_choice(duty: Term) -> bool:
    """Tell whether a duty to share alike admits other terms that it describes in words."""
    return "or" in duty.params


def exclusions(one: Terms, other: Terms, *, compatible: bool = False) -> tuple[Exclusion, ...]:
    """Return why two instruments cannot both be kept in one artefact; empty where nothing is known to stand against it.

    Args:
        one: the terms of the first.
        other: the terms of the second.
        compatible: one of the two accepts the other in its own place.
    """
    mirrored = (item.mirrored() for item in _leaves_no_room(other, one, compatible=compatible))
    found = [*_leaves_no_room(one, other, compatible=compatible), *mirrored]
    mine, theirs = sole_terms(one), sole_terms(other)
    if mine is not None and theirs is not None and not compatible:
        found.append(Exclusion("same-terms", mine, theirs))
    return (*found, *_names(one, other))


def _leaves_no_room(one: Terms, other: Terms, *, compatible: bool) -> list[Exclusion]:
    """Return what the other demands beyond terms under which the whole must go."""
    sole = sole_terms(one)
    if sole is None:
        return []
    found = []
    beyond = restrictions_beyond(other, one.of_kind(TermKind.PROHIBITION)) if other.flow_down in TRAVELLING else ()
    if beyond or (other.flow_down is FlowDown.COPY_AND_POLICY and not compatible):
        found.append(Exclusion("restrictions", sole, beyond[0].term if beyond else None))
    limits = limits_beyond(other, one.of_kind(TermKind.LIMIT), (*FORBIDDING, *NARROWING))
    found += [Exclusion("limits", sole, limit) for limit in limits]
    return found


def _names(one: Terms, other: Terms) -> list[Exclusion]:
    """Return a name that would have to begin in two ways."""
    for mine in passing_on_duties(one):
        for theirs in passing_on_duties(other):
            if mine.about == theirs.about == "name-prefix":
                first, second = (str(term.params.get("prefix", "")).lower() for term in (mine, theirs))
                if not (first.startswith(second) or second.startswith(first)):
                    return [Exclusion("names", mine, theirs)]
    return []


def _keeps(own: Term, upstream: Term) -> bool:
    """Tell whether a limit keeps whoever it binds within the upstream's limit."""
    if own.about != upstream.about:
        return own.about == _IMPLIED_BY.get(upstream.about) and is_whole(own)
    if is_whole(upstream) and not is_whole(own) and upstream.about in FORBIDDING:
        return False
    mine, theirs = own.params.get("value"), upstream.params.get("value")
    if is_number(mine) and is_number(theirs):
        return mine <= theirs  # type: ignore[operator,no-any-return] # both are numbers
    if upstream.about == "territory" and "excluded" in own.params and "excluded" in upstream.params:
        return set(map(str, listed(own.params["excluded"]))) >= set(map(str, listed(upstream.params["excluded"])))
    return True


def exclusion_words(item: Exclusion, one: str, other: str, label: Callable[[str], str]) -> str:
    """Return in words why two instruments cannot both be kept in one model.

    Args:
        item: what ``exclusions`` found, with its first term from the first instrument.
        one: id of the first instrument.
        other: id of the second.
        label: names an id of the vocabulary.
    """
    first, second = item.one, item.other
    if item.kind == "names":
        prefixes = (f'"{term.params.get("prefix")}"' for term in (first, second) if term is not None)
        return f"the name would have to begin with {' and with '.join(prefixes)}"
    if item.kind == "same-terms":
        return "each wants the whole under its own terms"
    is_first = first is not None and first.about == "share-alike"
    demanding, adding, term = (one, other, second) if is_first else (other, one, first)
    wants = f"{demanding} wants the whole under its own terms"
    if item.kind == "limits" and term is not None:
        return f"{wants}, and {adding} sets a limit beyond them: {label(term.about)}"
    return f"{wants}, and {adding} has use restrictions that must travel"
