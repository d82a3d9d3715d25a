"""What an organisation demands of terms: licences and words of the vocabulary, checked before they are used."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from rail.checks.claims import in_family, text_id
from rail.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rail.checks.context import Context
    from rail.knowledge.store import Knowledge
    from rail.model.license import License
    from rail.model.terms import Term, TermKind


def license_ids(context: Context, name: str) -> frozenset[str]:
    """Return the text ids of the licences that a parameter names.

    Raises:
        DataError: one of them is no name that we know.
    """
    return frozenset(text_id(_one_id(stated, context, name)) for stated in context.strings(name))


def _one_id(stated: str, context: Context, name: str) -> str:
    knowledge = context.knowledge
    if knowledge.license(stated) is not None:
        return stated
    found = knowledge.resolve(stated).license
    if found is not None:
        return found
    ids = [str(one.id) for one in knowledge.licenses()]
    raise _unknown(context, f"params.{name}", stated, ids, "licence")


def words(context: Context, name: str, kind: str) -> tuple[str, ...]:
    """Return the words of the vocabulary that a parameter names: ``uses``, ``duties`` or ``limits``.

    Raises:
        DataError: one of them is no such word.
    """
    known = context.knowledge.vocabulary().kinds[kind]
    stated = context.strings(name)
    for word in stated:
        if word not in known:
            raise _unknown(context, f"params.{name}", word, known, kind.removesuffix("s"))
    return stated


def families(context: Context, name: str) -> tuple[str, ...]:
    """Return the ids of the families that a parameter names.

    Raises:
        DataError: one of them is none.
    """
    known = [family.id for family in context.knowledge.families()]
    stated = context.strings(name)
    for word in stated:
        if word not in known:
            raise _unknown(context, f"params.{name}", word, known, "family")
    return stated


def _unknown(context: Context, where: str, word: str, known: Iterable[str], what: str) -> DataError:
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return DataError(f"{context.rule.pack}/{context.rule.id}.yaml: {where}: {word!r} is no {what} that we know{hint}")


def is_in(license_id: str, ids: frozenset[str], names: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Tell whether a licence is one of some, or belongs to one of some families."""
    return text_id(license_id) in ids or any(in_family(license_id, family, knowledge) for family in names)


def broader(use: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Return a use category with all that it is part of, itself first."""
    known = knowledge.vocabulary().kinds["uses"]
    chain = [use]
    while (entry := known.get(chain[-1])) is not None and entry.parent and entry.parent not in chain:
        chain.append(entry.parent)
    return tuple(chain)


def lacking(uses: Iterable[str], prohibitions: Iterable[Term], knowledge: Knowledge) -> list[str]:
    """Return the uses that no prohibition forbids, itself or with a broader one."""
    forbidden = {term.about for term in prohibitions}
    return [use for use in uses if not forbidden & set(broader(use, knowledge))]


def restricted(uses: Iterable[str], record: License, knowledge: Knowledge) -> list[str]:
    """Return the uses of which a licence forbids all or a part."""
    forbidden = () if record.terms is None else record.terms.restricted_uses()
    reached = {word for about in forbidden for word in broader(about, knowledge)}
    return [use for use in uses if use in reached or set(forbidden) & set(broader(use, knowledge))]


def asked(record: License, kind: TermKind, about: Iterable[str]) -> list[str]:
    """Return which of some duties or limits a licence has."""
    had = set() if record.terms is None else {term.about for term in record.terms.of_kind(kind)}
    return [word for word in about if word in had]


def labels(found: Iterable[str], knowledge: Knowledge) -> str:
    """Return words of the vocabulary as people read them."""
    vocabulary = knowledge.vocabulary()
    return ", ".join(vocabulary.label(word) for word in found)


def other_facts(record: License, wanted: Mapping[str, object]) -> tuple[list[str], list[str]]:
    """Return the facts of a licence that are not as wanted, and those that nobody here knows."""
    other, unknown = [], []
    for name, value in wanted.items():
        fact = record.facts.get(name)
        if fact is None or fact.value is None:
            unknown.append(name)
        elif fact.value != value:
            other.append(f"{name} is {str(fact.value).lower()}, wanted {str(value).lower()}")
    return other, unknown
