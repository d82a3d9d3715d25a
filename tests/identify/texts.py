"""What several tests of identification begin with: a known text, and what is found in a content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.identify.identify import identify
from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    from rail.model.identification import Identification


def text(key: str) -> str:
    """Return a canonical text."""
    found = TextPack.load().text(key)
    assert found is not None
    return found


def found(content: str) -> tuple[Identification, ...]:
    """Return what a file of this content holds."""
    return identify(content.encode("utf-8"))
