"""card-key-missing: the front matter lacks keys by which readers and programs find and load the artefact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.documented import subject_of
from rail.checks.front_matter import scalars
from rail.checks.unread import unread_front_matter
from rail.errors import DataError
from rail.model.card import Map, Scalar, Sequence
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.checks.context import Context
    from rail.model.card import Node

_TASKS = ("pipeline_tag", "task_categories", "tags")


def find(context: Context) -> Iterator[Found | Skip]:
    """Compare the keys of the main card with those that its kind should have."""
    facts = context.facts
    card = facts.card
    if card is not None and card.front_matter is not None and "/" not in card.path:
        stated = {entry.key for entry in card.front_matter.entries if _has_value(entry.value)}
        wanted = _table(context, "keys").get(subject_of(card, facts), ())
        needed = _table(context, "only_for")
        tasks = {value.text.strip().lower() for key in _TASKS for value in scalars(card.front_matter.get(key))}
        absent = [
            choice
            for choice in wanted
            if stated.isdisjoint(choice.split("|")) and (choice not in needed or not tasks.isdisjoint(needed[choice]))
        ]
        if absent:
            yield Found(
                Location(card.path, 1),
                f"the front matter does not state {', '.join(_said(choice) for choice in absent)}",
                fix="add " + ", ".join(f"`{choice.split('|')[0]}`" for choice in absent) + " to the front matter",
            )
    yield from unread_front_matter(facts)


def _has_value(value: Node) -> bool:
    match value:
        case Scalar(text=text, reads_as=reads_as, quoted=quoted):
            return bool(text.strip()) and (quoted or reads_as != "null")
        case Sequence(items=items):
            return bool(items)
        case Map(entries=entries):
            return bool(entries)


def _said(choice: str) -> str:
    return " or ".join(f"`{key}`" for key in choice.split("|"))


def _table(context: Context, name: str) -> Mapping[str, list[str]]:
    table = context.params.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(words, list) for words in table.values()):
        message = f"{context.rule.id}: params.{name}: expected a mapping to lists of strings"
        raise DataError(message)
    return table
