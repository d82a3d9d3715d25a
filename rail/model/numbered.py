"""A numbered legal text as a row of blocks: what all its renderings are made from."""

from __future__ import annotations

from typing import Literal

from rail.model.late import dataclass

BlockKind = Literal["title", "line", "heading", "clause", "group", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, the same words in every rendering.

    Attributes:
        kind: what it is, and so how it is set.
        id: id of the clause of the record that it is; empty where it is none.
        number: ``3.1``, ``A.2``, ``(a)``; empty where it has none.
        lead: the words that stand out at its beginning.
        text: the rest.
        source: the clause of the library, with its version; empty where there is none.
    """

    kind: BlockKind
    id: str
    number: str
    lead: str
    text: str
    source: str = ""

    @property
    def words(self) -> str:
        """The whole paragraph on one line."""
        return " ".join(part for part in (self.number, self.lead, self.text) if part)


@dataclass(frozen=True, slots=True)
class NumberedText:
    """The whole text.

    Attributes:
        title: its name.
        language: BCP 47 tag.
        blocks: in order, the title first.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
