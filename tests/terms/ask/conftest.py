"""Terms and profiles of our own, and those of the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from rail.model.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Return the vocabulary of this checkout."""
    return Knowledge.load().vocabulary()
