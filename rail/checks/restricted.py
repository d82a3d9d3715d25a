"""Licences with use restrictions, of their own or in a policy that they take in, and whether readers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.lost import use_policies
from rail.checks.passages import card_text, documents
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.checks.context import Context
    from rail.model.facts import Facts
    from rail.model.license import License
    from rail.model.terms import Term

# Duties towards those who use a model through somebody else.
_TOWARDS_USERS = frozenset({"pass-restrictions-on", "inform-of-restrictions", "bind-users", "follow-policy"})


def is_restricted(context: Context, record: License) -> bool:
    """Tell whether a licence, or a policy that belongs to it, forbids uses beyond what law forbids."""
    parts = (record, *use_policies(context, record))
    return any(part.terms is not None and part.terms.of_kind(TermKind.PROHIBITION) for part in parts)


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
