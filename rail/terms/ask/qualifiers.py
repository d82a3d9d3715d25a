"""Do the words that narrow a prohibition hold here, and is an exception met?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from rail.model.profile import UseProfile
    from rail.model.terms import Term
    from rail.model.vocabulary import Vocabulary

_NARROWING = ("intent", "context", "automation")


class State(Enum):
    """Whether something holds on the facts that are stated."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Held:
    """A state with the questions that would settle it."""

    state: State
    questions: tuple[str, ...] = ()


def narrowing_state(term: Term, profile: UseProfile, vocabulary: Vocabulary) -> Held:
    """Tell whether every condition of intent, context and automation holds; the values of one are alternatives."""
    states = [_alternatives(term.qualifiers.get(name, ()), profile, vocabulary) for name in _NARROWING]
    if any(held.state is State.NO for held in states):
        return Held(State.NO)
    questions = tuple(question for held in states if held.state is State.OPEN for question in held.questions)
    return Held(State.OPEN if questions else State.YES, questions)


def exception_state(term: Term, profile: UseProfile, vocabulary: Vocabulary) -> Held:
    """Tell whether an exception of a prohibition is met; where the record says so, all of them are needed."""
    values = term.qualifiers.get("exception", ())
    if not values:
        return Held(State.NO)
    if term.params.get("exception") == "all-needed":
        return _all_of(values, profile, vocabulary)
    return _alternatives(values, profile, vocabulary)


def _alternatives(values: tuple[str, ...], profile: UseProfile, vocabulary: Vocabulary) -> Held:
    """Return ``YES`` where one value holds or none is set, ``NO`` where all fail, else what is open."""
    answers = [(question, _holds(question, profile)) for question in _questions(values, vocabulary)]
    if not values or any(question is None or holds for question, holds in answers):
        return Held(State.YES)
    left = tuple(question for question, holds in answers if holds is None and question is not None)
    return Held(State.OPEN, left) if left else Held(State.NO)


def _all_of(values: tuple[str, ...], profile: UseProfile, vocabulary: Vocabulary) -> Held:
    answers = [(question, _holds(question, profile)) for question in _questions(values, vocabulary)]
    if any(holds is False for _, holds in answers):
        return Held(State.NO)
    left = tuple(question for question, holds in answers if holds is None and question is not None)
    return Held(State.OPEN, left) if left else Held(State.YES)


def _questions(values: tuple[str, ...], vocabulary: Vocabulary) -> list[str | None]:
    entries = vocabulary.kinds["qualifiers"]
    return [cast("str | None", entries[value].details.get("asks")) if value in entries else None for value in values]


def _holds(question: str | None, profile: UseProfile) -> bool | None:
    return None if question is None else profile.says(question)
