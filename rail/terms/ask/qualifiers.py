"""Do the words that narrow a prohibition hold here, and is an exception met?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, cast

from rail.model.late import dataclass

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
    """Tell whether every condition of intent, context and automation holds; the values of one are alternatives.

    A value that no question decides is affirmed by naming the use.
    """
    states = [_one_of(term.qualifiers.get(name, ()), profile, vocabulary, else_=True) for name in _NARROWING]
    if any(held.state is State.NO for held in states):
        return Held(State.NO)
    questions = tuple(question for held in states if held.state is State.OPEN for question in held.questions)
    return Held(State.OPEN if questions else State.YES, questions)


def exception_state(term: Term, profile: UseProfile, vocabulary: Vocabulary) -> Held:
    """Tell whether an exception of a prohibition is met; where the record says so, all of them are needed.

    An exception that no question decides stays open: nobody can state that it is met.
    """
    values = term.qualifiers.get("exception", ())
    if not values:
        return Held(State.NO)
    if term.params.get("exception") == "all-needed":
        return _all_of(values, profile, vocabulary)
    return _one_of(values, profile, vocabulary, else_=None)


def _one_of(values: tuple[str, ...], profile: UseProfile, vocabulary: Vocabulary, *, else_: bool | None) -> Held:
    """Return ``YES`` where one value holds or none is set, ``NO`` where all fail, else what is open."""
    answers = [(question, _holds(question, profile, else_)) for question in _questions(values, vocabulary)]
    if not values or any(holds for _, holds in answers):
        return Held(State.YES)
    return _open_or(State.NO, answers)


def _all_of(values: tuple[str, ...], profile: UseProfile, vocabulary: Vocabulary) -> Held:
    answers = [(question, _holds(question, profile, None)) for question in _questions(values, vocabulary)]
    if any(holds is False for _, holds in answers):
        return Held(State.NO)
    return _open_or(State.YES, answers)


def _open_or(closed: State, answers: list[tuple[str | None, bool | None]]) -> Held:
    left = [question for question, holds in answers if holds is None]
    return Held(State.OPEN, tuple(question for question in left if question is not None)) if left else Held(closed)


def _questions(values: tuple[str, ...], vocabulary: Vocabulary) -> list[str | None]:
    entries = vocabulary.kinds["qualifiers"]
    return [cast("str | None", entries[value].details.get("asks")) if value in entries else None for value in values]


def _holds(question: str | None, profile: UseProfile, else_: bool | None) -> bool | None:  # noqa: FBT001 # what holds where nothing is asked
    return else_ if question is None else profile.says(question)
