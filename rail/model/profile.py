"""A use profile: what somebody wants to do with an artefact, as far as it is stated. Nothing is assumed."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

Fact = bool | int | str


@dataclass(frozen=True, slots=True)
class UseProfile:
    """What somebody wants to do; words are ids of the vocabulary.

    Attributes:
        uses: use categories that the use falls under, stated as such.
        not_uses: use categories that it does not fall under.
        actions: what is done with the artefact.
        sectors: where it is used.
        territory: ISO 3166-1 codes of the places of use; of the user's seat too, where ``domicile`` is not stated.
        domicile: ISO 3166-1 codes of the user's seat.
        actor: who uses it; empty where that is not stated.
        description: free words; kept for the record, never interpreted.
        facts: question -> answer: true, false, or a number in the question's unit.
        currency: ISO 4217 code of amounts of money.
    """

    uses: tuple[str, ...] = ()
    not_uses: tuple[str, ...] = ()
    actions: tuple[str, ...] = ("use",)
    sectors: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    domicile: tuple[str, ...] = ()
    actor: str = ""
    description: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    currency: str = "USD"

    def says(self, question: str) -> bool | None:
        """Return the answer to a yes-no question, or ``None`` where it is not answered."""
        answer = self.facts.get(question)
        return answer if isinstance(answer, bool) else None

    def number(self, question: str) -> int | None:
        """Return the answer to a question for a number, or ``None`` where it is not answered."""
        answer = self.facts.get(question)
        return answer if isinstance(answer, int) and not isinstance(answer, bool) else None

    def with_fact(self, question: str, answer: Fact) -> UseProfile:
        """Return the profile with one more fact."""
        return replace(self, facts={**self.facts, question: answer})
