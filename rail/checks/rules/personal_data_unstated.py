"""personal-data-unstated: nothing says whether the data holds personal or sensitive information."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.data_words import data_words
from rail.checks.documented import is_copy
from rail.checks.passages import documents
from rail.checks.training_data import crawl_place, own_data, training_statements
from rail.checks.unread import unread_cards
from rail.model.finding import Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.data_words import DataWords

_DATA_FOLDER = re.compile(r"(?:^|[/_-])(?:data|data_?sets?|corpus)(?:$|[/_-])", re.IGNORECASE)
_FIELD = "personalSensitiveInformation"


def find(context: Context) -> Iterator[Found | Skip]:
    """Ask every data set, and models that were trained on data about people or from the web; others are told so."""
    facts = context.facts
    if facts.artifact not in {"dataset", "model"} or is_copy(facts):
        return
    yield from unread_cards(facts)
    words = data_words(facts, context.knowledge)
    yield from _of_pages(context, words)
    described = any(_FIELD in one.stated for one in facts.contents.data_descriptions)
    if described or not documents(facts) or words.says("personal-said"):
        return
    if facts.artifact == "dataset":
        card = documents(facts)[0]
        what = "the card says nothing about personal or sensitive information in the data"
        yield Found(Location(card.path, card.body_line), what, confidence="medium", component="data")
    else:
        yield from _of_model(context, words)


def _of_pages(context: Context, words: DataWords) -> Iterator[Found]:
    """A page about a data set that the release publishes under a licence of its own answers for that data."""
    for page in context.facts.pages:
        about = page.kind == "dataset" or _DATA_FOLDER.search(page.path.rpartition("/")[0]) is not None
        licensed = any(statement.kind == "states" for statement in page.statements)
        if about and licensed and not words.says("personal-said", page):
            what = "the page publishes data and says nothing about personal or sensitive information in it"
            yield Found(Location(page.path, page.body_line), what, confidence="medium", component="data")


def _of_model(context: Context, words: DataWords) -> Iterator[Found]:
    web = crawl_place(words, context.facts)
    people = web or _people_place(words)
    if people is not None:
        kind = "from the web" if web is not None else "about people"
        yield Found(
            people,
            f"the model was trained on data {kind}, and nothing is said about personal or sensitive information in it",
            confidence="medium",
            component="data",
        )
        return
    trained = next(training_statements(words, words.all), None)
    place = trained.place if trained is not None else next((item.location for item in own_data(context.facts)), None)
    if place is not None:
        yield Found(
            place,
            "nothing is said about personal or sensitive information in the training data",
            severity=Severity.INFO,
            confidence="low",
            component="data",
        )


def _people_place(words: DataWords) -> Location | None:
    """Return a sentence about training that speaks of people's data."""
    people = words.phrases("people")
    statements = training_statements(words, words.all)
    return next((item.place for item in statements if people.holds(item.clause.lower())), None)
