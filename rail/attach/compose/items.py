"""One item of the list of restricted uses: what is restricted, and the sentences that its qualifiers make."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.attach.compose.answers import Restriction
    from rail.attach.compose.fill import Filling
    from rail.attach.compose.library import Library

# The sentences in their order, and what stands between the conditions of two dimensions.
_JOINED = {"only": ", and only where ", "also": " and ", "except": ", or where "}


def item_text(restriction: Restriction, library: Library, filling: Filling) -> str:
    """Return the words of an item.

    Values of one dimension are alternatives, and what narrows in several dimensions must hold in each of them.
    """
    sentences = [library.restrictions[restriction.use].content["text"]]
    said = [[library.phrase(restriction.use, value) for value in values] for values in restriction.qualifiers.values()]
    for form, between in _JOINED.items():
        groups = [[words for found, words in phrases if found == form] for phrases in said]
        conditions = [_alternatives(group, form) for group in groups if group]
        if conditions:
            sentences.append(library.plain["words"][form].format(conditions=between.join(conditions)))
    return filling.fill(" ".join(sentences))


def _alternatives(group: list[str], form: str) -> str:
    return (" or " if form == "also" else ", or where ").join(group)
