"""opt-out-unstated: data was gathered from the web, and nothing says what became of reservations of rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.data_words import data_words
from rail.checks.documented import is_copy
from rail.checks.passages import documents
from rail.checks.training_data import crawl_place, own_data
from rail.checks.unread import unread_cards
from rail.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for data from the web, then for a word or file on robots.txt, opt-outs or text and data mining."""
    facts = context.facts
    if facts.artifact not in {"dataset", "model"} or is_copy(facts):
        return
    yield from unread_cards(facts)
    if not documents(facts) or facts.contents.of_role("opt-out"):
        return
    words = data_words(facts, context.knowledge)
    if words.says("opt-out-said"):
        return
    web = crawl_place(words, facts)
    large = None if web is not None or own_data(facts) else words.place("scale")
    if web is not None:
        yield Found(
            web,
            "data was gathered from the web, and nothing is said about robots.txt, opt-outs or other reservations of "
            "rights",
            confidence="medium",
            component="data",
        )
    elif large is not None:
        yield Found(
            large,
            "much data is spoken of; neither its source nor anything about reservations of rights is said",
            severity=Severity.INFO,
            confidence="low",
            component="data",
        )
