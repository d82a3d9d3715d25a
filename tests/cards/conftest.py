"""What the card tests share: the installed knowledge, and short ways to read a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.cards.card import parse_card
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.card import Card


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Return the knowledge of this installation."""
    return Knowledge.load()


@pytest.fixture(scope="session")
def card(knowledge: Knowledge) -> Callable[[str], Card]:
    """Return a function that reads a card's text as ``README.md``."""

    def read(text: str) -> Card:
        return parse_card("README.md", text.encode(), knowledge)

    return read
