"""training-data-undeclared: the text says that a model was trained, and nothing says on which data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.data_words import data_words
from rail.checks.documented import is_copy
from rail.checks.training_data import linked_data, own_data, training_statements
from rail.checks.unread import unread_cards, unread_front_matter
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Card


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for a declaration, then for a name, a link or a maker of the data in each sentence about training."""
    facts = context.facts
    if facts.artifact != "model" or is_copy(facts):
        return
    unread = [*unread_front_matter(facts)] if facts.hub_style else [*unread_cards(facts)]
    yield from unread
    pages = {page.path for page in facts.pages}
    declared = any(item.location.path not in pages for item in own_data(facts))  # a page tells of one model of several
    if unread or declared or facts.contents.of_role("data-manifest", "croissant", "dataset-infos"):
        return
    words = data_words(facts, context.knowledge)
    statements = list(training_statements(words, words.main))
    linked = linked_data(words, words.main)
    on_hub = {name: place for name, place in linked.items() if "/" in name}
    if facts.hub_style and facts.card is not None and on_hub:
        yield _undeclared(facts.card, on_hub)
    elif statements and not linked and not any(item.named or item.told for item in statements):
        first = statements[0]
        clause = " ".join(first.clause.split())[:80]
        yield Found(
            first.place,
            f'the text says that the model was trained ("{clause}") and names no data set, source or maker of the data',
            confidence="medium",
            component="data",
        )
    elif facts.card in facts.readmes and not linked and not any(item.named for item in statements):
        yield _silent(facts.card)


def _silent(readme: Card | None) -> Found:
    """Say that a README that offers a model names no data; a card elsewhere may."""
    return Found(
        Location("README.md" if readme is None else readme.path, 1),
        "the README offers a model and names no data that it was trained on; a card elsewhere may, which is not seen "
        "from here",
        severity=Severity.INFO,
        confidence="low",
        component="data",
    )


def _undeclared(card: Card, linked: dict[str, Location]) -> Found:
    names = list(linked)
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""  # noqa: PLR2004 # as many as fit a line
    return Found(
        Location(card.path, 1),
        f"the card's text links data sets ({', '.join(names[:3])}{more}), and its front matter has no `datasets`",
        confidence="medium",
        fix=f"if the model was trained on it, add `datasets: [{names[0]}]` to the front matter",
        component="data",
        evidence=(Evidence(f"links {names[0]}", linked[names[0]]),),
    )
