"""What a release says that it was trained on: in sentences, in links and lists, and by declaring it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rail.checks.upstreams import data_upstreams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.checks.data_words import DataWords, Spoken
    from rail.model.facts import Facts, Upstream
    from rail.model.location import Location

# Case matters here: LAION-5B, CoNLL, The Pile; not hardware, methods and units.
_NAME = re.compile(
    r"\b(?!(?:[AHVPTL]\d{1,4}|GPUs?|TPUs?|CPUs?|NVIDIA|FP\d+|BF\d+|Adam\w*|Q?LoRA|SFT|RLHF|DPO|PPO|TB|GB|AI|LLMs?|NLP|MoE)\b)"
    r"(?:[A-Z][a-z]+[A-Z][\w-]*|[A-Z]{2,}[\w-]*|[A-Z]\w*-\d\w*|[A-Z][a-z]\w+(?:[ -][A-Z]\w+)+)"
)
_LINKED = re.compile(r"\]\(|https?://|`[^`\n]{2,80}`")
# A link to a file of a data set is a picture more often than not.
_HUB_DATA = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/datasets/([\w.-]{1,96})"
    r"(?:/(?!(?:viewer|tree|discussions|resolve|raw|blob)\b)([\w-][\w.-]{0,95}))?(/(?:resolve|raw|blob)/)?"
)
# A list of links whose words are names: "- [Songs](https://...)".
_ITEM_LINK = re.compile(
    r"^[ \t]*(?:[-*+]|\d{1,3}\.|\|)[ \t]*(?:\*\*)?\[([^\]\n]{2,80})\]\((https?://[^)\s]{1,500})\)", re.MULTILINE
)
_CLAUSE = re.compile(r"[,;](?:\s|$)|\.\s|\.$")
_BETWEEN = re.compile(r"[\s,*_]*(?:(?:and|or|&|the)[\s,*_]*){0,2}")
_MOST = 400  # statements or links of one release; a card that says more says nothing


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


def own_data(facts: Facts) -> tuple[Upstream, ...]:
    """Return the data sets that the release itself was trained on, without those of its upstreams."""
    return tuple(item for item in data_upstreams(facts) if not item.via)


def training_statements(words: DataWords, parts: Iterable[Spoken]) -> Iterator[Statement]:
    """Yield the sentences that say what something was trained on; what readers may train is none."""
    data, others = words.phrases("data"), words.phrases("of-others")
    names, origin = words.phrases("names"), words.phrases("origin")
    training = words.standing("training")
    count = 0
    for part in parts if training else ():
        for match in training.find(part.low):
            count += 1
            if count > _MOST:
                return
            group = 1 if match.re.groups and match.group(1) is not None else 0
            rest = part.said.text[match.start(group) : match.end(group)]
            cut = _CLAUSE.search(rest)
            clause = rest[: cut.start()] if cut else rest
            if not data.holds(clause.lower()) or others.holds(match.group()):
                continue
            named = _NAME.search(clause) or _LINKED.search(rest) or names.holds(rest.lower())
            told = origin.holds(_sentence(part.low, match.start(), match.end()))
            yield Statement(part.said.place(match.start()), clause, bool(named), told)


def linked_data(words: DataWords, parts: Iterable[Spoken], *, everywhere: bool = True) -> dict[str, Location]:
    """Return the data sets that the documents link to or list by name, each with the first place.

    Args:
        words: the words by which they are found.
        parts: what the documents say.
        everywhere: look for data sets on the Hub under any heading, not only under headings about data.
    """
    found: dict[str, Location] = {}
    for part in parts:
        about_data = words.standing("data-heading").holds(part.said.title.lower())
        for name, start in _named(words, part, about_data=about_data, everywhere=everywhere):
            if len(found) < _MOST:
                found.setdefault(name, part.said.place(start))
    return found


def _named(words: DataWords, part: Spoken, *, about_data: bool, everywhere: bool) -> Iterator[tuple[str, int]]:
    text = part.said.text
    if (everywhere or about_data) and "/datasets/" in text:
        for match in _HUB_DATA.finditer(text):
            if match.group(3) is None:
                yield "/".join(name.rstrip(".") for name in match.groups()[:2] if name), match.start()
    if about_data and "](http" in text:
        for match in _ITEM_LINK.finditer(text):
            if _HUB_DATA.match(match.group(2)) is None:
                yield match.group(1).strip(), match.start()
    if everywhere:
        for match in words.standing("listed").find(part.low):
            for name in _list_of_names(text[match.start(1) : match.end(1)]):
                yield name, match.start()


def _list_of_names(text: str) -> Iterator[str]:
    """Yield the names that a text begins with, as long as nothing but commas and "and" stands between them."""
    end = 0
    for name in _NAME.finditer(text):
        if not _BETWEEN.fullmatch(text, end, name.start()):
            return
        yield name.group()
        end = name.end()


def _sentence(text: str, start: int, end: int) -> str:
    """Return what stands around some words up to the stops and empty lines beside them."""
    begin = max(text.rfind(". ", 0, start), text.rfind("\n\n", 0, start)) + 1
    stops = [place for mark in (". ", "\n\n") if (place := text.find(mark, start)) >= 0]
    return text[max(begin, start - 300) : min([*stops, end + 200])]


def crawl_place(words: DataWords, facts: Facts) -> Location | None:
    """Return where it shows that data was gathered from the web: by the name of a data set, or in the text."""
    for item in own_data(facts):
        if words.phrases("crawled").holds(item.name.rpartition("/")[2].replace("_", " ").lower()):
            return item.location
    return words.place("crawled")
