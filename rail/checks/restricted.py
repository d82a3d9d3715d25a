"""Licences with use restrictions, of their own or in a policy that they take in, and whether readers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.lost import use_policies
from rail.checks.passages import card_text, documents
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.checks.context import Context
    from rail.model.facts import Facts, LicenseFile
    from rail.model.license import License
    from rail.model.terms import Term

# Duties towards those who use a model through somebody else.
_TOWARDS_USERS = frozenset({"pass-restrictions-on", "inform-of-restrictions", "bind-users", "follow-policy"})


def is_restricted(context: Context, record: License) -> bool:
    """Tell whether a licence, or a policy that belongs to it, forbids uses beyond what law forbids."""
    parts = (record, *use_policies(context, record))
    forbids = any(part.terms is not None and part.terms.of_kind(TermKind.PROHIBITION) for part in parts)
    return forbids or refers_to_policy(record)


def refers_to_policy(record: License) -> bool:
    """Tell whether a licence binds to a use policy that stands elsewhere and that we do not hold."""
    terms = record.terms
    return terms is not None and bool(terms.duties("follow-policy")) and not terms.of_kind(TermKind.PROHIBITION)


def restricting_texts(facts: Facts, phrases: Iterable[str]) -> list[LicenseFile]:
    """Return the release's own licence files whose terms we do not know and that speak of forbidden uses.

    Args:
        facts: the release.
        phrases: what such a text says, in lower case.
    """
    wanted = tuple(phrases)
    unknown = (file for file in facts.license_files if file.role == "license" and not file.vendored and file.text)
    return [
        file
        for file in unknown
        if all(one.license is None for one in file.identifications)
        and any(phrase in " ".join(file.text.lower().split()) for phrase in wanted)
    ]


def hosting_duty(record: License) -> Term | None:
    """Return a duty towards those whom one lets use the artefact over a network, or ``None``."""
    if record.terms is None:
        return None
    duties = record.terms.of_kind(TermKind.DUTY)
    return next((duty for duty in duties if duty.about in _TOWARDS_USERS and _at_hosting(duty)), None)


def _at_hosting(duty: Term) -> bool:
    return not duty.when or "host" in duty.when


def says_one_of(facts: Facts, phrases: Iterable[str]) -> bool:
    """Tell whether a card or README holds one of some phrases; they are in lower case."""
    wanted = tuple(phrases)
    return any(phrase in text for text in (card_text(card).lower() for card in documents(facts)) for phrase in wanted)
