"""The clause library, and what composes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rail.attach.compose.answers import read_answers
from rail.attach.compose.compose import compose
from rail.knowledge.store import Knowledge
from rail.operations.compose import installed_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.attach.compose.compose import Composed
    from rail.attach.compose.library import Library

DAY = "2026-11-24"


@pytest.fixture(scope="session")
def library() -> Library:
    """Return the library of this installation."""
    return installed_library()


@pytest.fixture(scope="session")
def questions() -> list[str]:
    """Return the questions that every record answers."""
    entries = Knowledge.load().vocabulary().kinds["provisions"].values()
    return [entry.id for entry in entries if entry.parent is None]


@pytest.fixture(scope="session")
def composed(library: Library, questions: list[str]) -> Callable[[dict[str, Any]], Composed]:
    """Compose a licence from answers."""

    def make(answers: dict[str, Any]) -> Composed:
        return compose(read_answers(answers, library, "answers"), library, questions, DAY)

    return make
