"""Licence statements in a card's prose: what the body says about the licence, and what limits it adds.

High precision is wanted: a sentence about another model or a data set that was used is a mention, not a statement.
Names and phrases are data (``policy/patterns``); what a name means is asked of the knowledge pack.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rail.cards.mentions import Mention, NameFinder
from rail.cards.sentences import ORIGINAL_CARD, Sentence, iter_sentences
from rail.cards.subjects import Subject, SubjectFinder, name_parts
from rail.model.card import ProseStatement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.cards.blocks import Block
    from rail.knowledge.store import Knowledge

MAX_STATEMENTS = 500
SHOWN = 300
OTHER_TERMS = "other-terms"
_TRIGGER = re.compile(  # the last line: licence, commercial, research in Chinese and Japanese
    r"licen[sc]|under|commercial|research|academic|educational|creativecommons|openrail|open rail|terms"
    r"|\u8bb8\u53ef|\u534f\u8bae|\u5546\u7528|\u5546\u4e1a|\u7814\u7a76|\u30e9\u30a4\u30bb\u30f3\u30b9"
)
_DATA_SECTION = re.compile(r"\b(?:data|data ?sets?|corpus|corpora)\b(?! (?:card|sheet|science|loader))", re.IGNORECASE)
_OTHER_PARTS = re.compile(r"\b(?:models?|weights|checkpoints?|code|software)\b", re.IGNORECASE)
_SECTION = re.compile(r"\blicen|\bterms of use|\bcopyright|\u8bb8\u53ef|\u534f\u8bae", re.IGNORECASE)
_EMPTY = re.compile(
    r"[\W_]*(?:more information needed|needs more information|n/?a|tbd|unknown|none|todo)\b", re.IGNORECASE
)
_FEW_WORDS = 8
_NAME_WORDS = 4
_LONGEST_NAME = 80
_LABEL = re.compile(
    r"\W{0,4}((?:[\w()/-]+\s+){0,3}?licen[sc](?:e|es|ing)(?:\(s\)|s)?(?:\s+(?:for|of|type|name|information)(?:\s+[\w-]+){0,3}?)?)"
    r"\s*(?:[:\uff1a=|]|\s-\s|\s+is\b|\n)\W*",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:under|licen[sc]ed|licen[sc]e (?:is|of)|governed by|subject to|covered by|according to|adher\w+ to"
    r"|compl\w+ with|in accordance with|follows|bound by|align to|agree to)\b[^;.]{0,80}$"
    r"|(?:\u4f9d\u7167|\u9075\u5faa|\u9075\u5b88|\u91c7\u7528|\u57fa\u4e8e)[^;.\u3002]{0,40}$",  # in accordance with
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s'\"\u201d]*(?:licen[sc]e[sd]?)?\s*(?:,? (?:which )?(?:for|applies|covers|governs)\b)", re.IGNORECASE
)


class _Limit(NamedTuple):
    name: str
    match: re.Pattern[str]
    unless: re.Pattern[str] | None


def read_statements(
    blocks: Iterable[Block], knowledge: Knowledge, own_names: Iterable[str] = ()
) -> tuple[ProseStatement, ...]:
    """Return what a body says about licences and limits, in order, at most ``MAX_STATEMENTS``.

    Args:
        blocks: the blocks of the body.
        knowledge: holds the phrases and knows the licences.
        own_names: names that the artefact goes by, e.g. its title.
    """
    reader = _reader(knowledge)
    own = name_parts(own_names)
    found: list[ProseStatement] = []
    for sentence in iter_sentences(blocks):
        found.extend(reader.read(sentence, own))
        if len(found) >= MAX_STATEMENTS:
            break
    return tuple(found[:MAX_STATEMENTS])


@lru_cache(maxsize=4)
def _reader(knowledge: Knowledge) -> _Reader:
    return _Reader(knowledge)


class _Reader:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._names = NameFinder(knowledge.patterns("license-names"))
        self._subjects = SubjectFinder(knowledge.patterns("prose-words"))
        self._limits = [
            _Limit(row["limit"], re.compile(row["match"]), re.compile(row["unless"]) if row.get("unless") else None)
            for row in knowledge.patterns("limit-phrases")
        ]

    def read(self, sentence: Sentence, own: frozenset[str]) -> Iterator[ProseStatement]:
        low = sentence.text.lower()
        in_section = any(map(_names_license, sentence.headings[-2:]))
        if not in_section and not _TRIGGER.search(low):
            return
        stated = list(self._stated(sentence, own, in_section=in_section))
        yield from stated
        named = any(statement.kind == "states" for statement in stated)
        limits = self._limited(sentence, low, own)
        yield from (limit for limit in limits if not (named and limit.about == OTHER_TERMS))

    def _stated(self, sentence: Sentence, own: frozenset[str], *, in_section: bool) -> Iterator[ProseStatement]:
        label = _LABEL.match(sentence.text)
        alone = in_section and len(sentence.text.split()) <= _NAME_WORDS
        found: dict[tuple[str, str], ProseStatement] = {}
        for mention in self._names.find(sentence.text, beside_license=alone):
            subject = self._subject(sentence, mention.start, own, label)
            states = self._is_stated(sentence, mention, subject, placed=label is not None or in_section)
            kind = "states" if states and not mention.altered else "mentions"
            named = _statement(sentence, mention.start, kind, self._about(mention.name), subject.component)
            earlier = found.get((named.about, ""))
            if earlier is None or earlier.kind == "mentions":
                found[named.about, ""] = named
            if mention.limit and states:
                limit = _statement(sentence, mention.start, "limits", mention.limit, subject.component)
                found.setdefault((mention.limit, "limits"), limit)
        if label is not None and not found:
            yield from self._unknown(sentence, label, own)
        yield from found.values()

    def _unknown(self, sentence: Sentence, label: re.Match[str], own: frozenset[str]) -> Iterator[ProseStatement]:
        name = sentence.text[label.end() :].strip().strip(".|").strip()
        if name and len(name.split()) <= _FEW_WORDS and not _EMPTY.match(name):
            subject = self._subject(sentence, label.end(), own, label)
            meant = self._knowledge.resolve(name)
            about = meant.license or meant.family
            kind = "states" if about and subject.own else "mentions"
            yield _statement(sentence, label.end(), kind, about or name[:_LONGEST_NAME], subject.component)

    def _is_stated(self, sentence: Sentence, mention: Mention, subject: Subject, *, placed: bool) -> bool:
        if subject.own is False or self._subjects.is_hedged(sentence.text, mention.start):
            return False
        if sentence.depth > 1 and subject.own is None:
            return False  # an item of an inner list speaks of the item above it
        before = sentence.text[: mention.start]
        if placed or _PREDICATE.search(before):
            return True
        return subject.own is True and (_AFTER.match(sentence.text, mention.end) is not None or before.endswith("("))

    def _limited(self, sentence: Sentence, low: str, own: frozenset[str]) -> Iterator[ProseStatement]:
        seen: set[str] = set()
        flat = low.replace("\n", " ")
        for limit in self._limits:
            match = None if limit.name in seen else limit.match.search(flat)
            if match is None or (limit.unless is not None and limit.unless.search(flat)):
                continue
            seen.add(limit.name)
            subject = self._subject(sentence, match.start(), own, None)
            if subject == Subject(None, own=None):  # "commercial use of the model is ...": it stands in the phrase
                subject = self._subject(sentence, match.end(), own, None)
            hedged = limit.name != "registration" and self._subjects.is_hedged(sentence.text, match.start())
            meant = subject.own is not False and not hedged
            kind = "limits" if meant else "mentions"
            yield _statement(sentence, match.start(), kind, limit.name, subject.component)

    def _subject(self, sentence: Sentence, index: int, own: frozenset[str], label: re.Match[str] | None) -> Subject:
        if any(ORIGINAL_CARD.search(title) for title in sentence.headings):
            return Subject(None, own=False)
        if label is not None and label.end() <= index + 1:
            named = self._subjects.subject(label[1], len(label[1]), own)
            component = named.component or self._heading_component(sentence.headings)
            return Subject(component, own=named.own if named.own is False or sentence.depth > 1 else True)
        subject = self._subjects.subject(sentence.text, index, own)
        component = subject.component or self._heading_component(sentence.headings)
        return Subject(component, subject.own)

    def _heading_component(self, headings: Sequence[str]) -> str | None:
        if headings and _SECTION.search(headings[-1]):
            return self._subjects.component(headings[-1])
        # Under "Training data", a licence without a subject is that of the data; not under "Models, data, code".
        about_data = headings and _DATA_SECTION.search(headings[-1]) and not _OTHER_PARTS.search(headings[-1])
        return "data" if about_data else None

    def _about(self, name: str) -> str:
        meant = self._knowledge.resolve(name)
        return meant.license or meant.family or meant.hub or name


@lru_cache(maxsize=512)  # most headings are those of every card
def _names_license(title: str) -> bool:
    return len(title.split()) <= _FEW_WORDS and _SECTION.search(title) is not None


def _statement(sentence: Sentence, index: int, kind: str, about: str, subject: str | None) -> ProseStatement:
    shown = " ".join(sentence.text.split())
    if len(shown) > SHOWN:
        shown = shown[: SHOWN - 1] + "…"
    return ProseStatement(kind, about, shown, sentence.line_at(index), subject)
