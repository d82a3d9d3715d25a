"""A card held against a list of what it should say: each item present, a placeholder, absent, or not to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.card_sections import ANSWERED, CardSections
from rail.checks.told import Told, by_fact, by_file, key_value
from rail.model.late import dataclass
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.card import Card
    from rail.model.facts import Facts

PRESENT, PLACEHOLDER, ABSENT, UNKNOWN = "present", "placeholder", "absent", "cannot-tell"


@dataclass(frozen=True, slots=True)
class LintItem:
    """One thing that a card should say, and where it is looked for.

    Attributes:
        kind: ``key`` or ``section``.
        asked_by: who asks for it, as they call it.
        questions: what to answer.
        headings: words of its heading.
        keys: front matter keys.
        facts: what a release shows elsewhere.
        phrases: words that stand anywhere.
        counted: nouns behind a number.
        files: globs of files.
        told_by: ``person``: nothing that rail reads can tell.
    """

    id: str
    kind: str
    title: str
    asked_by: str
    questions: tuple[str, ...]
    headings: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    told_by: str | None = None


@dataclass(frozen=True, slots=True)
class LintedItem:
    """One item with what was found.

    Attributes:
        status: ``present``, ``placeholder``, ``absent`` or ``cannot-tell``.
        place: where it stands, or where the placeholder does.
        reason: why it cannot be told, or what was found.
    """

    item: LintItem
    status: str
    place: Location | None = None
    reason: str = ""


def lint_card(
    card: Card | None, items: Iterable[LintItem], facts: Facts | None, knowledge: Knowledge, unread: Sequence[str] = ()
) -> tuple[LintedItem, ...]:
    """Look for each item in a card, and in the release where that was read.

    Args:
        card: the card; ``None`` where there is none.
        items: what it should say.
        facts: the release, or ``None`` where only the card was read.
        knowledge: the records.
        unread: why parts of the card could not be read; what is not found then may stand there.
    """
    sections = None if card is None else CardSections(card, knowledge)
    told = None if facts is None else Told(facts)
    return tuple(_linted(item, card, sections, (facts, told), unread) for item in items)


def _linted(
    item: LintItem,
    card: Card | None,
    sections: CardSections | None,
    release: tuple[Facts | None, Told | None],
    unread: Sequence[str],
) -> LintedItem:
    facts, told = release
    found = _in_matter(item, card)
    if found is not None:
        return found
    seen = sections.find(item.headings) if sections is not None and item.headings else None
    place = Location(card.path, seen.line) if card is not None and seen is not None else None
    if seen is not None and seen.state == ANSWERED:
        return LintedItem(item, PRESENT, place, seen.title)
    elsewhere = _elsewhere(item, facts, told)
    if elsewhere is not None:
        return LintedItem(item, PRESENT, elsewhere)
    if seen is not None:
        return LintedItem(item, PLACEHOLDER, place, f"under `{seen.title}`: {seen.state}")
    hidden = _hidden(item, facts, unread)
    return LintedItem(item, ABSENT) if hidden is None else LintedItem(item, UNKNOWN, None, hidden)


def _in_matter(item: LintItem, card: Card | None) -> LintedItem | None:
    if card is not None:
        for key in item.keys:
            value, line = key_value(card.front_matter, key)
            if value is not None:
                return LintedItem(item, PRESENT, Location(card.path, line), f"`{key}`")
    return None


def _hidden(item: LintItem, facts: Facts | None, unread: Sequence[str]) -> str | None:
    """Return why an item that was not found may be there all the same, or ``None``."""
    if item.told_by is not None:
        return "only a person can tell"
    if unread:
        return unread[0]
    if facts is None and (item.facts or item.files):
        return "the release itself was not read, only its card"
    return None


def _elsewhere(item: LintItem, facts: Facts | None, told: Told | None) -> Location | None:
    if facts is None or told is None:
        return None
    looks = (
        (item.facts, lambda values: by_fact(facts, values)),
        (item.files, lambda values: by_file(facts, values)),
        (item.phrases, told.in_words),
        (item.counted, told.counted),
    )
    found = (look(values) for values, look in looks if values)
    return next((place for place in found if place is not None), None)


def items_of_standard(standard: Mapping[str, object], part: str | None) -> tuple[LintItem, ...]:
    """Return the items of a list of ``policy/standards``, or of a part of it."""
    rows = [row for row in _rows(standard) if part is None or row.get("part") == part]
    title = str(standard["title"])
    return tuple(
        LintItem(
            id=str(row["id"]),
            kind="item",
            title=str(row["title"]),
            asked_by=title,
            questions=(str(row.get("question", f"What is to be said about: {row['title']}?")),),
            headings=_texts(row, "sections"),
            keys=_texts(row, "keys"),
            facts=_texts(row, "facts"),
            phrases=_texts(row, "phrases"),
            counted=_texts(row, "counted"),
            files=_texts(row, "files"),
            told_by=str(row["told_by"]) if "told_by" in row else None,
        )
        for row in rows
    )


def _rows(standard: Mapping[str, object]) -> list[Mapping[str, object]]:
    items = standard["items"]
    return items if isinstance(items, list) else []


def _texts(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = row.get(key, ())
    return tuple(str(value) for value in values) if isinstance(values, (list, tuple)) else ()
