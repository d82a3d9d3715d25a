"""What prose says a release was made from or trained on by a well-known name, without a link to the Hub.

Names are data (``policy/patterns/upstream-names.yaml``) and prove nothing by themselves: they count after words such as
"fine-tuned from" or "trained on" in the same sentence, or for data in a section about training data.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rail.artifacts.lineage.prose import HUB_LINK
from rail.model.facts import RelationKind, Upstream
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.card import Card

_MOST_LINES = 4000
_REACH = 200
_MOST_HITS = 300
_LONGEST_ROW = 40
_BASE_ROW = re.compile(
    r"\s*(?:\||<tr>\s*)?\s*(?:<t[dh][^<>]*>)?\W{0,4}(?:(?:original|pre-?trained|base|source) ){1,2}"
    r"(?:models?|checkpoints?)\W{0,4}(?:</t[dh]>|\|)",
    re.IGNORECASE,
)
_LONGEST_LINE = 4000
_GAP = r"[^.\u3002;|]{0,60}?"
# What was made from the name that follows: a derivation, or a part that is taken over.
_MADE = re.compile(
    r"\b(?:fine-?tun\w+ (?:version )?(?:of|from|on)|initiali[sz]ed (?:from|with)|derived from"
    r"|continu\w+ (?:pre-?)?train\w* (?:of|from|on)|(?:further|incrementally) (?:pre-?)?trained (?:from|on)"
    rf"|uses? (?:a |an |the )?(?:[\w-]+,? ){{0,2}}?(?:frozen|fixed|pre-?trained)\b){_GAP}$",
    re.IGNORECASE,
)
# "Built on" is said of tools and papers too: only of what this project says of itself.
_BASED = re.compile(
    r"(?:\b(?:this|our|these|the) (?:\w+ )?(?:projects?|models?|weights|work|series|release)\b[^.\u3002;]{0,60}?"
    rf"\b(?:based|built) (?:up)?on|\u57fa\u4e8e){_GAP}$",
    re.IGNORECASE,
)
_NOT_MADE = re.compile(
    r"\b(?:codes?|codebase|framework|architecture|structure|papers?|styles?|tokeni[sz]er|templates?|format|not|unlike"
    r"|benchmarks?|compar\w+|datasets?|library|implementation|scripts?)\b|\u4ee3\u7801|\u67b6\u6784|\u6a21\u677f",
    re.IGNORECASE,
)
_TRAINED = re.compile(
    r"(?:\b(?:pre-?)?train(?:ed|s)?\b[^.;]{0,30}?\b(?:on|with|using|over)\b|\bfine-?tuned on\b"
    rf"|\btraining\b[^.;]{{0,60}}\bdata ?sets?\b|\u4f7f\u7528){_GAP}$",
    re.IGNORECASE,
)
_DATA_TITLE = re.compile(
    r"\W*(?:(?:the )?(?:pre-?)?train(?:ing)?[ -](?:data|corpus|sets?)|data ?sets?\W*$|\u8bad\u7ec3\u6570\u636e)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:\[[^\[\]]*\]\(|<a\b[^<>]*href=[\"']?|<)$", re.IGNORECASE)
_DATA_WORDS = re.compile(r"training[ -](?:data|corpus|sets?)|\u8bad\u7ec3\u6570\u636e", re.IGNORECASE)
_LABEL = re.compile(r"[ \t>*_-]{0,8}([\w(][^*_:]{2,40})(\*\*|__|:)")


_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s*[*_]{0,2}\[")
_NO_DATA = re.compile(r"arxiv\.org|doi\.org|/papers?/|\.pdf$|#", re.IGNORECASE)


class _Name(NamedTuple):
    upstream: str
    is_data: bool
    hints: tuple[str, ...]
    pattern: re.Pattern[str]

    def may_stand_in(self, low: str) -> bool:
        """Tell whether one of its hints stands in a text in lower case."""
        return any(hint in low for hint in self.hints)


def named_upstreams(
    card: Card, lines: Sequence[str], knowledge: Knowledge, kinds: frozenset[str]
) -> Iterator[Upstream]:
    """Yield the well-known models and data sets that a card or README says it was made from.

    Args:
        card: what was read.
        lines: the lines of its file.
        knowledge: holds the names.
        kinds: ``model`` and ``dataset``, whichever the release states nothing of in a better place.
    """
    lines = lines[card.body_line - 1 : _MOST_LINES]
    low = "\n".join(lines).lower()
    names = [name for name in _names(knowledge) if name.may_stand_in(low)]
    names = [name for name in names if ("dataset" if name.is_data else "model") in kinds]
    if not names:
        return
    data_lines = _data_lines(card) if any(name.is_data for name in names) else frozenset()
    found: dict[str, tuple[int, RelationKind]] = {}
    for name in names:
        kind = RelationKind.TRAINED_ON if name.is_data else RelationKind.DERIVED
        for index in _lines_with(name.hints, low):
            line, number = lines[index], index + card.body_line
            match = name.pattern.search(line) if len(line) <= _LONGEST_LINE else None
            if match is not None and _says(name, line[: match.start()], in_data=number in data_lines):
                found.setdefault(name.upstream, (number, kind))
                break
    for upstream, (number, kind) in sorted(found.items(), key=lambda item: (item[1][0], item[0])):
        yield Upstream(kind, upstream, "prose", Location(card.path, number))


def _lines_with(hints: Iterable[str], low: str) -> list[int]:
    """Return the indexes of the lines of a text that hold one of some words."""
    found: set[int] = set()
    for hint in hints:
        place = low.find(hint)
        while place >= 0 and len(found) < _MOST_HITS:
            found.add(low.count("\n", 0, place))
            end = low.find("\n", place)
            place = low.find(hint, end) if end >= 0 else -1
    return sorted(found)


def linked_data(card: Card, lines: Sequence[str]) -> Iterator[Upstream]:
    """Yield the data sets that a card links after words about training, or lists under a heading about data."""
    if card.kind == "dataset":
        return
    data_lines: frozenset[int] | None = None
    for link in card.links[:_MOST_LINES]:
        if link.line > len(lines) or len(lines[link.line - 1]) > _LONGEST_LINE:
            continue
        line = lines[link.line - 1]
        hub = HUB_LINK.match(link.target)
        name = hub.group(2) if hub is not None and hub.group(1) else None
        place = line.find(link.target)
        before = line[max(0, place - _REACH) : max(0, place)]
        if name is not None and _speaks_of_training(before):
            yield Upstream(RelationKind.TRAINED_ON, name, "prose", Location(card.path, link.line))
            continue
        if hub is not None and name is None:
            continue
        if _ITEM.match(line) is None or _NO_DATA.search(link.target) or before.count("](") > 1:
            continue
        data_lines = _data_lines(card) if data_lines is None else data_lines
        if link.line in data_lines:
            yield Upstream(RelationKind.TRAINED_ON, name or link.text, "prose", Location(card.path, link.line))


def _speaks_of_training(before: str) -> bool:
    low = before.lower()
    return ("train" in low or "tuned" in low or "\u4f7f\u7528" in low) and _TRAINED.search(
        _OPENING.sub("", before)
    ) is not None


def tabled_bases(card: Card, lines: Sequence[str], knowledge: Knowledge) -> Iterator[Upstream]:
    """Yield the well-known models that a table links in a row that is labelled as what others were made from."""
    for link in card.links:
        hub = HUB_LINK.match(link.target)
        if hub is None or hub.group(1) or not 0 < link.line <= len(lines) or knowledge.base(hub.group(2)) is None:
            continue
        if not _in_base_row(lines, link.line):
            continue
        yield Upstream(RelationKind.DERIVED, hub.group(2), "prose", Location(card.path, link.line))


def _in_base_row(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line belongs to a row of a table whose first cell names the originals."""
    if lines[number - 1].lstrip().startswith("|"):
        return _BASE_ROW.match(lines[number - 1]) is not None
    for line in reversed(lines[max(0, number - _LONGEST_ROW) : number]):
        if _BASE_ROW.match(line):
            return True
        if "<tr" in line or "</tr" in line:
            return False
    return False


def _says(name: _Name, before: str, *, in_data: bool) -> bool:
    before = before[-_REACH:]
    if name.is_data:
        return in_data or _speaks_of_training(before)
    made = _MADE.search(before) or _BASED.search(before)
    return made is not None and _NOT_MADE.search(before[made.start() :]) is None


def _data_lines(card: Card) -> frozenset[int]:
    """Return the lines below a heading, or a label in bold, about training data."""
    found: set[int] = set()
    for section in card.sections:
        if _DATA_TITLE.match(section.title):
            found.update(range(section.line, section.end_line + 1))
            continue
        if _DATA_WORDS.search(section.body) is None:
            continue
        inside = False
        for offset, line in enumerate(section.body.splitlines(), start=1):
            label = _LABEL.match(line)
            if label is not None and (label[2] != ":" or not inside):
                inside = _DATA_TITLE.match(label[1]) is not None
            if inside:
                found.add(section.line + offset)
    return frozenset(found)


@lru_cache(maxsize=4)
def _names(knowledge: Knowledge) -> tuple[_Name, ...]:
    return tuple(
        _Name(
            row.get("model") or row["dataset"],
            "dataset" in row,
            tuple(row["hints"]),
            re.compile(rf"(?<![\w-])(?:{'|'.join(f'(?:{name})' for name in row['names'])})", re.IGNORECASE),
        )
        for row in knowledge.patterns("upstream-names")
    )
