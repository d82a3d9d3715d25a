"""Terms of our own, and a question about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.model.profile import UseProfile
from rail.model.terms import FlowDown, Term, TermKind, Terms
from rail.terms.ask.answer import Instrument
from rail.terms.ask.engine import ask

if TYPE_CHECKING:
    from rail.model.vocabulary import Vocabulary
    from rail.terms.ask.answer import Answer

USE = Term("use", TermKind.PERMISSION, "use", "1", "Use is permitted.")


def asked(vocabulary: Vocabulary, *terms: Term, name: str = "ours", **profile: Any) -> Answer:  # noqa: ANN401 # fields of a profile
    """Ask about terms of our own, beside a permission to use."""
    held = Terms(FlowDown.NONE, (USE, *terms))
    return ask([Instrument(name, "licence", None, held)], UseProfile(**profile), vocabulary)


def prohibition(about: str, params: dict[str, object] | None = None, **qualifiers: tuple[str, ...]) -> Term:
    """Return a prohibition."""
    return Term(about, TermKind.PROHIBITION, about, "2", "Forbidden.", qualifiers, params=params or {})


def limit(about: str, **params: object) -> Term:
    """Return a limit."""
    return Term(about, TermKind.LIMIT, about, "3", "Limited.", params=params)


def permissions(*words: str) -> tuple[Term, ...]:
    """Return a permission for each of the words."""
    return tuple(Term(word, TermKind.PERMISSION, word, "1", "Granted.") for word in words)
