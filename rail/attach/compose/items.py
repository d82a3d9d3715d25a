"""One item of the list of restricted uses: what is restricted, and the sentences that its qualifiers make."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.attach.compose.answers import Restriction
    from rail.attach.compose.fill import Filling
    from rail.attach.compose.library import Library

_FORMS = ("only", "also", "except")


def item_text(restriction: Restriction, library: Library, filling: Filling) -> str:
    """Return the words of an item.

    Values of one dimension are alternatives, and what narrows in several dimensions must hold in each of them.
    """
    sentences = [library.restrictions[restriction.use].content["text"]]
    for form in _FORMS:
        groups = [
            [words for found, words in map(lambda value: library.phrase(restriction.use, value), values) if found == form]
            for values in restriction.qualifiers.values()
        ]
        conditions = [_alternatives(group, form) for group in groups if group]
        if conditions:
            joined = (", and only where " if form == "only" else ", or where " if form == "except" else " and ").join(conditions)
            sentences.append(library.plain["words"][form].format(conditions=joined))
    return filling.fill(" ".join(sentences))


def _alternatives(group: list[str], form: str) -> str:
    return (" or " if form == "also" else ", or where ").join(group)
