"""card-section-missing: the card does not say what the artefact is for, what it cannot do, or how it came about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.unread import unread_cards
from rail.errors import DataError
from rail.model.facts import RelationKind
from rail.model.finding import Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.checks.context import Context
    from rail.model.card import Card
    from rail.model.facts import Facts

# A label that opens a line in bold stands for a heading in many cards; a word in running text does not.
_LABEL = re.compile(r"^[ \t>*+-]*(?:\*\*|__|<b>|<strong>)(.{2,80}?)(?:\*\*|__|</b>|</strong>)", re.MULTILINE)
_STUB = 200


def find(context: Context) -> Iterator[Found | Skip]:
    """Compare the headings of the main card with those that its kind should have."""
    yield from unread_cards(context.facts)
    card = context.facts.card
    if card is None:
        return
    wanted = _wanted(context, card)
    if not wanted:
        yield Skip(f"{card.path}: it does not show whether it describes a model or a data set")
        return
    titles = _titles(card)
    absent = [name for name, pattern in wanted.items() if not any(re.search(pattern, title) for title in titles)]
    copy = _is_copy(context.facts)
    if absent:
        yield Found(
            Location(card.path, card.body_line),
            _message(card, absent),
            severity=Severity.INFO if copy else None,
            confidence="medium",
        )


def _wanted(context: Context, card: Card) -> Mapping[str, str]:
    kind = card.kind if card.kind != "unknown" else context.facts.artifact
    kinds = context.params.get("sections")
    if not isinstance(kinds, dict):
        message = f"{context.rule.id}: params.sections: expected a mapping of kinds"
        raise DataError(message)
    return {str(name): str(pattern) for name, pattern in kinds.get(kind, {}).items()}


def _titles(card: Card) -> list[str]:
    bodies = (card.preamble, *(section.body for section in card.sections))
    labels = [label for body in bodies for label in _LABEL.findall(body)]
    return [title.lower() for title in (*(section.title for section in card.sections), *labels)]


def _message(card: Card, absent: list[str]) -> str:
    listed = ", ".join(absent)
    if card.body_chars < _STUB:
        return f"the card has next to no text; it says nothing about: {listed}"
    return f"the card has no section about: {listed}"


def _is_copy(facts: Facts) -> bool:
    """A quantized copy adds nothing that its original's card does not say."""
    kinds = {upstream.kind for upstream in facts.upstreams if upstream.kind is not RelationKind.TRAINED_ON}
    return kinds == {RelationKind.QUANTIZED}
