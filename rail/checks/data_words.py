"""How a release's documents speak of the data that it was made from (``policy/patterns/data-words.yaml``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rail.checks.passages import documents
from rail.checks.said import said_in
from rail.checks.upstreams import data_upstreams
from rail.checks.wording import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.said import Said
    from rail.knowledge.store import Knowledge
    from rail.model.card import Card
    from rail.model.facts import Facts, Upstream
    from rail.model.location import Location

# Case matters here: LAION-5B, CoNLL, The Pile; not hardware, methods and units.
_NAME = re.compile(
    r"\b(?!(?:[AHVPTL]\d{1,4}|GPUs?|TPUs?|CPUs?|NVIDIA|FP\d+|BF\d+|Adam\w*|Q?LoRA|SFT|RLHF|DPO|PPO|TB|GB|AI|LLMs?|NLP|MoE)\b)"
    r"(?:[A-Z][a-z]+[A-Z][\w-]*|[A-Z]{2,}[\w-]*|[A-Z]\w*-\d\w*|[A-Z][a-z]\w+(?:[ -][A-Z]\w+)+)"
)
_LINKED = re.compile(r"\]\(|https?://|`[^`\n]{2,80}`")
_HUB_DATA = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/datasets/([\w.-]{1,96}(?:/[\w-][\w.-]{0,95})?)")
# A list of links whose words are names: "- [Songs](https://...)".
_ITEM_LINK = re.compile(
    r"^[ \t]*(?:[-*+]|\d{1,3}\.|\|)[ \t]*(?:\*\*)?\[([^\]\n]{2,80})\]\((https?://[^)\s]{1,500})\)", re.MULTILINE
)
_BETWEEN = re.compile(r"[\s,*_]*(?:(?:and|or|&|the)[\s,*_]*){0,2}")
_CLAUSE = re.compile(r"[,;](?:\s|$)|\.\s|\.$")
_MOST = 400  # statements of one release; a card that says more says nothing


class Statement(NamedTuple):
    """One sentence that says what something was trained on.

    Attributes:
        clause: the words that should name the data.
        named: they do, by a name or link.
        told: they say who made the data.
    """

    place: Location
    clause: str
    named: bool
    told: bool


def phrases(knowledge: Knowledge, kind: str) -> re.Pattern[str]:
    """Return the pattern of one kind of phrase."""
    return _all(knowledge)[kind]


@lru_cache(maxsize=4)
def _all(knowledge: Knowledge) -> dict[str, re.Pattern[str]]:
    rows = knowledge.patterns("data-words")
    return {row["phrases"]: compiled(tuple(row["match"]), f"data-words: {row['phrases']}") for row in rows}


def said_of_data(context: Context, *, pages: bool = True) -> list[Said]:
    """Return what the release's documents say, with or without other pages, but for results, citations and the like."""
    other = phrases(context.knowledge, "evaluation")
    cards = all_documents(context.facts) if pages else documents(context.facts)
    return [part for part in said_in(cards) if part.text and not other.search(part.title)]


def all_documents(facts: Facts) -> tuple[Card, ...]:
    """Return the cards, the READMEs and the other pages of a release."""
    return (*documents(facts), *facts.pages)


def training_statements(context: Context, said: list[Said]) -> Iterator[Statement]:
    """Yield the sentences that say what something was trained on; what readers may train is none."""
    knowledge = context.knowledge
    training, data, others = (phrases(knowledge, kind) for kind in ("training", "data", "of-others"))
    names, origin = phrases(knowledge, "names"), phrases(knowledge, "origin")
    count = 0
    for part in said:
        if "rain" not in part.text and "tun" not in part.text and "\u8bad" not in part.text:
            continue
        for match in training.finditer(part.text):
            count += 1
            if count > _MOST:
                return
            rest = match.group(1) if match.group(1) is not None else match.group()
            cut = _CLAUSE.search(rest)
            clause = rest[: cut.start()] if cut else rest
            if not data.search(clause) or others.search(match.group()):
                continue
            named = (
                _NAME.search(clause) is not None or _LINKED.search(rest) is not None or names.search(rest) is not None
            )
            told = origin.search(_sentence(part.text, match.start(), match.end())) is not None
            yield Statement(part.place(match.start()), clause, named, told)


def _sentence(text: str, start: int, end: int) -> str:
    """Return what stands around some words up to the stops and empty lines beside them."""
    begin = max(text.rfind(". ", 0, start), text.rfind("\n\n", 0, start)) + 1
    stops = [place for mark in (". ", "\n\n") if (place := text.find(mark, start)) >= 0]
    return text[max(begin, start - 300) : min([*stops, end + 200])]


def linked_data(context: Context, said: list[Said], *, everywhere: bool = True) -> dict[str, Location]:
    """Return the data sets that the documents link to or list by name, each with the first place.

    Args:
        context: holds the words by which they are found.
        said: what the documents say.
        everywhere: look for data sets on the Hub under any heading, not only under headings about data.
    """
    heading, listed = (phrases(context.knowledge, kind) for kind in ("data-heading", "listed"))
    found: dict[str, Location] = {}
    for part in said:
        about_data = heading.search(part.title) is not None
        if (everywhere or about_data) and "/datasets/" in part.text:
            for match in _HUB_DATA.finditer(part.text):
                found.setdefault(match.group(1).rstrip("."), part.place(match.start()))
        if about_data:
            for match in _ITEM_LINK.finditer(part.text):
                if _HUB_DATA.match(match.group(2)) is None:
                    found.setdefault(match.group(1).strip(), part.place(match.start()))
        for match in listed.finditer(part.text) if everywhere else ():
            for name in _list_of_names(match.group(1)):
                found.setdefault(name, part.place(match.start()))
        if len(found) > _MOST:
            break
    return found


def _list_of_names(text: str) -> Iterator[str]:
    """Yield the names that a text begins with, as long as nothing but commas and "and" stands between them."""
    end = 0
    for name in _NAME.finditer(text):
        if not _BETWEEN.fullmatch(text, end, name.start()):
            return
        yield name.group()
        end = name.end()


def own_data(facts: Facts) -> tuple[Upstream, ...]:
    """Return the data sets that the release itself was trained on, without those of its upstreams."""
    return tuple(item for item in data_upstreams(facts) if not item.via)


def crawl_place(context: Context, said: list[Said]) -> Location | None:
    """Return where it shows that data was gathered from the web: in the text, or by the name of a data set."""
    crawled = phrases(context.knowledge, "crawled")
    for item in own_data(context.facts):
        if crawled.search(item.name.rpartition("/")[2].replace("_", " ")):
            return item.location
    for part in said:
        match = crawled.search(part.text)
        if match is not None:
            return part.place(match.start())
    return None
