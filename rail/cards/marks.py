"""Where each value of a front matter stands: the characters that it takes, for edits that touch nothing else.

The marks are those of PyYAML's event stream (https://yaml.org/spec/1.2.2/); nothing is constructed from it. A block
collection ends here with its last value, because the parser ends it where the next thing begins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    MappingStartEvent,
    ScalarEvent,
)

from rail.model.late import dataclass

if TYPE_CHECKING:
    from yaml.events import Event

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Marked:
    """One value with its place in a text.

    Attributes:
        kind: ``scalar``, ``list``, ``map`` or ``alias``.
        start: index of its first character.
        end: index behind its last character, as a reader sees it.
        style: of a scalar ``""``, ``'``, ``"``, ``|`` or ``>``; of a collection ``flow`` or ``block``.
        text: of a scalar, its value.
        pinned: it has an anchor or a tag, which an edit would tear off.
        items: of a list.
        entries: of a mapping, keys with values.
    """

    kind: str
    start: int
    end: int
    style: str
    text: str = ""
    pinned: bool = False
    items: tuple[Marked, ...] = ()
    entries: tuple[tuple[Marked, Marked], ...] = ()


def read_marks(text: str) -> Marked | None:
    """Return the first document of a text that ``read_yaml`` reads without a problem of syntax; ``None`` if empty."""
    stack: list[tuple[CollectionStartEvent, list[Marked]]] = []
    for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
        if isinstance(event, DocumentEndEvent):
            return None
        if isinstance(event, CollectionStartEvent):
            stack.append((event, []))
            continue
        if isinstance(event, CollectionEndEvent):
            begin, items = stack.pop()
            node = _collection(begin, event, items)
        elif isinstance(event, ScalarEvent):
            node = _scalar(text, event)
        elif isinstance(event, AliasEvent):
            node = Marked("alias", *_span(event), style="")
        else:
            continue
        if not stack:
            return _emptied(node)
        stack[-1][1].append(node)
    return None


def line_start(text: str, index: int) -> int:
    """Return the index at which the line of a character begins."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_end(text: str, index: int) -> int:
    """Return the index behind the line of a character, its break included."""
    found = _BREAK.search(text, index)
    return len(text) if found is None else found.end()


def _emptied(node: Marked) -> Marked | None:
    """A text of nothing but comments is an empty document to some readers, an empty scalar to others."""
    return None if node.kind == "scalar" and not node.text and not node.style else node


def _collection(begin: CollectionStartEvent, end: CollectionEndEvent, items: list[Marked]) -> Marked:
    start, flow = _span(begin)[0], bool(begin.flow_style)
    last = _span(end)[1] if flow or not items else items[-1].end
    pinned = begin.anchor is not None or bool(begin.tag)
    if isinstance(begin, MappingStartEvent):
        pairs = tuple(zip(items[::2], items[1::2], strict=True))
        return Marked("map", start, last, "flow" if flow else "block", pinned=pinned, entries=pairs)
    return Marked("list", start, last, "flow" if flow else "block", pinned=pinned, items=tuple(items))


def _scalar(text: str, event: ScalarEvent) -> Marked:
    start, end = _span(event)
    style = event.style or ""
    pinned = event.anchor is not None or bool(event.tag)
    if style in {"|", ">"}:
        end = start + len(text[start:end].rstrip())  # empty lines behind it are taken for its own
    return Marked("scalar", start, end, style, event.value, pinned=pinned)


def _span(event: Event) -> tuple[int, int]:
    begin, end = event.start_mark, event.end_mark
    assert begin is not None  # noqa: S101 # every event of a parser has both
    assert end is not None  # noqa: S101 # both
    return begin.index, end.index
