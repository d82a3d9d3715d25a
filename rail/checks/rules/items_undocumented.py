"""items-undocumented: a release leaves out items that a law, a standard, a charter or a policy asks to be documented.

A function for rules that bring a list: each item says where to look for it. That something stands there is all that
is told; whether it is right, enough and in time is for a person to judge.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from rail.checks.context import Found, Skip
from rail.checks.told import FACTS, Told, by_fact, by_file, by_key
from rail.checks.unread import unread_cards
from rail.errors import DataError
from rail.model.finding import Evidence
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rail.checks.context import Context
    from rail.model.facts import Facts

_Item = dict[str, Any]


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for each item of the list, and tell apart what is missing and what nobody but a person can tell."""
    facts = context.facts
    unread = list(unread_cards(facts))
    yield from unread
    title, items = _list(context)
    absent: list[str] = []
    person: list[str] = []
    seen: list[Evidence] = []
    bill: list[str] = []
    told = Told(facts)
    for item in items:
        place = _place(facts, told, item)
        if place is not None:
            rules = f" (looked at by {', '.join(item['checks'])})" if item.get("checks") else ""
            seen.append(Evidence(f"documented: {item['title']}{rules}", place))
        elif item.get("told_by") is None:
            absent.append(item["title"])
        else:
            (person if item["told_by"] == "person" else bill).append(item["title"])
    if person:
        yield Skip(f"{title}: only a person can tell: {'; '.join(person)}")
    if bill:
        there = facts.contents.of_role("sbom")
        why = f"{there[0].location.path} is there and is not read yet" if there else "there is none in this release"
        yield Skip(f"{title}: a bill of materials would tell, and {why}: {'; '.join(bill)}")
    if absent and not unread:
        card = facts.card
        place = Location(card.path, card.body_line) if card else Location("README.md")
        share = f"{len(absent)} of {len(items)} items are " if len(items) > 1 else ""
        message = f"{title}: {share}not documented: {'; '.join(absent)}"
        yield Found(place, message, confidence="medium", evidence=tuple(seen))


def _place(facts: Facts, told: Told, item: Mapping[str, Any]) -> Location | None:
    """Return where an item is documented, or ``None``."""
    looks: tuple[tuple[str, Callable[[tuple[str, ...]], Location | None]], ...] = (
        ("facts", partial(by_fact, facts)),
        ("keys", partial(by_key, facts)),
        ("files", partial(by_file, facts)),
        ("sections", told.under_heading),
        ("phrases", told.in_words),
        ("counted", told.counted),
    )
    for key, look in looks:
        if item.get(key) and (place := look(tuple(item[key]))) is not None:
            return place
    return None


def _list(context: Context) -> tuple[str, tuple[_Item, ...]]:
    """Return the title and the items of the rule's list, with which part of it is looked at.

    Raises:
        DataError: there is no such list or part, or an item names a fact that is none.
    """
    where = f"{context.rule.pack}/{context.rule.id}.yaml: params"
    own = cast("list[_Item]", context.params.get("items", []))
    title = context.rule.title.rstrip(".") if own else ""
    items = list(own)
    name, part = context.params.get("standard"), context.params.get("part")
    if name is not None:
        standard = context.knowledge.standard(str(name))
        if standard is None:
            message = f"{where}.standard: {name!r}: expected one of {', '.join(context.knowledge.standards())}"
            raise DataError(message)
        rows = cast("list[_Item]", standard["items"])
        items += [item for item in rows if part is None or item.get("part") == part]
        title = str(standard["title"])
    if not items:
        message = f"{where}.part: {part!r}: the list has no such part"
        raise DataError(message)
    wrong = [fact for item in items for fact in item.get("facts", ()) if fact not in FACTS]
    if wrong:
        message = f"{where}.items: {wrong[0]!r} is no fact; expected one of {', '.join(FACTS)}"
        raise DataError(message)
    return title, tuple(items)
