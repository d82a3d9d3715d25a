"""List licence records, and show one of them with its terms and clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.errors import NotBuiltError, UnknownIdError
from rail.knowledge.near_names import near_licenses, near_words
from rail.operations.policies import policies_of
from rail.reports.licenses import LicenseList, ShownLicense

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rail.knowledge.store import Knowledge
    from rail.model.license import Clause, License
    from rail.model.vocabulary import Entry


def list_licenses(*, use: str | None = None, family: str | None = None, kind: str | None = None) -> LicenseList:
    """Return the licences that have a record, sorted by id.

    Args:
        use: only those that prohibit this use category, or one below it.
        family: only those of this family.
        kind: ``license`` or ``use-policy``.

    Raises:
        UnknownIdError: there is no such use category or family.
    """
    from rail.operations.own import knowledge_here

    knowledge = knowledge_here()
    uses = None if use is None else _below(knowledge, use)
    if family is not None:
        _known("family", family, [item.id for item in knowledge.families()])
    found = (
        license_
        for license_ in knowledge.licenses()
        if (family is None or license_.family == family)
        and (kind is None or license_.kind == kind)
        and (uses is None or (license_.terms is not None and not uses.isdisjoint(license_.terms.restricted_uses())))
    )
    return LicenseList(tuple(found), knowledge.date)


def show_license(name: str) -> ShownLicense:
    """Return one licence by any name that means exactly it.

    Raises:
        UnknownIdError: the name means nothing, or more than one licence.
    """
    from rail.operations.own import knowledge_here
    from rail.terms.consequences import consequences

    knowledge = knowledge_here()
    license_ = license_named(name, knowledge)
    policies = policies_of(license_.terms, knowledge)
    policies.pop(str(license_.id), None)
    return ShownLicense(
        license_,
        quotes_of(license_),
        knowledge.vocabulary(),
        text_at_hand(license_),
        knowledge.date,
        consequences(license_, knowledge.positions(), knowledge.vocabulary(), policies),
    )


def license_named(name: str, knowledge: Knowledge) -> License:
    """Return one licence by any name that means exactly it.

    Raises:
        UnknownIdError: the name means nothing, or more than one licence.
    """
    meant = knowledge.resolve(name)
    license_ = knowledge.license(meant.license) if meant.license else None
    if license_ is None:
        raise _not_one(knowledge, name, meant.family, meant.how)
    return license_


def quotes_of(license_: License) -> dict[str, str]:
    """Return the licence's own words by clause id, as far as its text is at hand."""
    return {clause.id: quote for clause in license_.clauses if (quote := quote_clause(license_, clause))}


def quote_clause(license_: License, clause: Clause) -> str | None:
    """Return the licence's own words at a clause, or ``None`` where no text is at hand or its hash differs."""
    text = license_text(license_)
    if text is None:
        return None
    from hashlib import sha256

    quote = text[clause.span[0] : clause.span[1]]
    return quote if sha256(quote.encode("utf-8")).hexdigest() == clause.sha256 else None


def text_at_hand(license_: License) -> bool:
    """Tell whether this installation holds the licence's text."""
    return license_text(license_) is not None


def license_text(license_: License) -> str | None:
    """Return the text of a licence, or ``None`` where it is not held here."""
    if license_.own_text is not None:
        return license_.own_text
    from rail.knowledge.textpack import TextPack

    try:
        pack = TextPack.load()
    except NotBuiltError:
        return None
    return pack.text(str(license_.id))


def _below(knowledge: Knowledge, use: str) -> set[str]:
    """Return a use category with all that lie below it in the tree."""
    entries: Mapping[str, Entry] = knowledge.vocabulary().kinds["uses"]
    _known("use category", use, entries)
    below = {use}
    while more := {entry.id for entry in entries.values() if entry.parent in below} - below:
        below |= more
    return below


def _known(what: str, name: str, names: Iterable[str]) -> None:
    known = sorted(names)
    if name not in known:
        near = near_words(name, known)
        message = f"{name}: there is no such {what}"
        raise UnknownIdError(message, f"did you mean {' or '.join(near)}?" if near else f"one of: {', '.join(known)}")


def _not_one(knowledge: Knowledge, name: str, family: str | None, how: str) -> UnknownIdError:
    if family is not None:
        found = knowledge.family(family)
        members = [m for m in found.members if knowledge.resolve(m).license] if found else []
        message = f"{name}: names a family of licences, no single text"
        return UnknownIdError(message, f"its members here: {', '.join(members) or 'none'}")
    if how == "placeholder":
        return UnknownIdError(f"{name}: a placeholder of the Hub, it names no licence", "rail license list")
    if how == "hub-id":
        hub = knowledge.hub_id(name.strip())
        called = hub.name if hub else name
        message = f"{name}: the Hub's identifier of {called}, which has no record here: its terms are unknown"
        return UnknownIdError(message, "rail license list")
    if how == "expression":
        return UnknownIdError(f"{name}: an expression of several licences", "show them one by one")
    near = near_licenses(name, knowledge)
    hint = f"did you mean {' or '.join(near)}?" if near else "rail license list"
    return UnknownIdError(f"{name}: no licence of this name is known", hint)
