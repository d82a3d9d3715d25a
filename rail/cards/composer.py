"""From YAML events to nodes, with a stack of our own: nesting costs no recursion, aliases are never followed.

https://yaml.org/spec/1.2.2/ is the syntax; libyaml parses it, or PyYAML's own parser where libyaml is missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from rail.cards.lines import LineIndex
from rail.cards.scalars import Reading, reading
from rail.model.card import Map, MapEntry, Node, Scalar, Sequence, YamlProblem

if TYPE_CHECKING:
    from yaml.events import Event

MAX_DEPTH = 50
MAX_NODES = 100_000  # each costs a hundred times its two bytes of text in memory and in reports
MAX_PROBLEMS = 1000
_SHOWN = 60
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAGS = tuple(f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq"))


def compose(text: str, first_line: int, *, pure: bool = False) -> tuple[Node | None, tuple[YamlProblem, ...]]:
    """Return the first document of a text as nodes, with its problems in order of lines.

    Args:
        text: the text.
        first_line: the number of the text's first line in its file.
        pure: take the parser in Python even where libyaml is there.
    """
    composer = _Composer(LineIndex(text, first_line))
    node = composer.read(text, pure=pure)
    return node, tuple(sorted(composer.problems, key=lambda problem: problem.line))


class _StopError(Exception):
    """A cap was reached; the rest of the text is not read, and nothing of it is returned."""


class _Frame:
    """A list or mapping that is still open."""

    __slots__ = ("entries", "first_lines", "items", "key", "line")

    def __init__(self, line: int, *, mapping: bool) -> None:
        self.line = line
        self.items: list[Node] | None = None if mapping else []
        self.entries: list[MapEntry] = []
        self.first_lines: dict[str, int] = {}
        self.key: tuple[str, int] | None = None

    def close(self) -> Node:
        if self.items is None:
            return Map(tuple(self.entries), self.line)
        return Sequence(tuple(self.items), self.line)


class _Composer:
    def __init__(self, lines: LineIndex) -> None:
        self.problems: list[YamlProblem] = []
        self._lines = lines
        self._stack: list[_Frame] = []
        self._root: Node | None = None
        self._documents = 0
        self._nodes = 0

    def read(self, text: str, *, pure: bool) -> Node | None:
        clean = _SURROGATE.sub("\ufffd", text)  # libyaml takes UTF-8, which has no lone surrogates
        loader = yaml.Loader if pure else getattr(yaml, "CLoader", yaml.Loader)  # only its events are asked for
        try:
            for event in yaml.parse(clean, Loader=loader):
                self._take(event)
        except yaml.YAMLError as error:
            self._note_syntax(error)
            return None
        except _StopError:
            return None
        return self._root

    def _take(self, event: Event) -> None:
        match event:
            case ScalarEvent():
                self._add(self._scalar(event))
            case CollectionStartEvent():
                self._open(event)
            case CollectionEndEvent():
                self._add(self._stack.pop().close())
            case AliasEvent():
                line = self._line(event)
                name = f"*{event.anchor}"
                self._note("alias", line, f"the alias {_shown(name)} is not followed; write the value itself")
                self._add(Scalar(name, line, quoted=False, reads_as="str"))
            case DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._note("syntax", self._line(event), "a second document begins; only the first is read")

    def _open(self, event: CollectionStartEvent) -> None:
        line = self._line(event)
        self._note_anchor(event.anchor, line)
        self._note_tag(event.tag, line)
        if len(self._stack) >= MAX_DEPTH:
            self._note("too-deep", line, f"nested more than {MAX_DEPTH} levels deep; nothing of it is read")
            raise _StopError
        self._stack.append(_Frame(line, mapping=isinstance(event, MappingStartEvent)))

    def _scalar(self, event: ScalarEvent) -> Scalar:
        line = self._line(event)
        self._note_anchor(event.anchor, line)
        plain = event.implicit[0]
        read = reading(event.value) if plain else Reading("str")
        self._note_tag(event.tag, line)
        if read.refused:
            self._note("value", line, f"{_shown(event.value)} {read.refused}; readers of YAML 1.1 stop at it")
        return Scalar(event.value, line, quoted=not plain, reads_as=read.type)

    def _add(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._note("too-large", node.line, f"more than {MAX_NODES:,} keys and values; nothing of it is read")
            raise _StopError
        if not self._stack:
            if self._documents <= 1:
                self._root = node
            return
        frame = self._stack[-1]
        if frame.items is not None:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._key(node)
        else:
            self._add_entry(frame, MapEntry(*frame.key, node))
            frame.key = None

    def _key(self, node: Node) -> tuple[str, int]:
        if isinstance(node, Scalar):
            return node.text, node.line
        text = _flow_text(node)
        self._note("syntax", node.line, f"the key {_shown(text)} is no plain text; is it an unfilled placeholder?")
        return text, node.line

    def _add_entry(self, frame: _Frame, entry: MapEntry) -> None:
        first = frame.first_lines.get(entry.key)
        if first is None:
            frame.first_lines[entry.key] = entry.line
        else:
            message = f"the key {_shown(entry.key)} stands twice, first on line {first}; most readers keep the last"
            self._note("duplicate-key", entry.line, message)
        frame.entries.append(entry)

    def _note_anchor(self, anchor: str | None, line: int) -> None:
        if anchor is not None:
            self._note("alias", line, f"the anchor {_shown('&' + anchor)} is not read; write values where they belong")

    def _note_tag(self, tag: str | None, line: int) -> None:
        if tag is not None and tag != "!" and tag not in _TAGS:
            self._note("tag", line, f"the tag {_shown(tag)} is not followed; the value stays as it is written")

    def _note_syntax(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        index = getattr(error, "position", 0) if mark is None else mark.index  # a ReaderError has no mark
        words = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable as YAML"
        self._note("syntax", self._lines.line_at(index), str(words))

    def _note(self, kind: str, line: int, message: str) -> None:
        self.problems.append(YamlProblem(kind, line, message))
        if len(self.problems) >= MAX_PROBLEMS:
            self.problems.append(YamlProblem("too-large", line, f"more than {MAX_PROBLEMS} problems; reading stops"))
            raise _StopError

    def _line(self, event: Event) -> int:
        mark = event.start_mark
        return self._lines.line_at(0 if mark is None else mark.index)


def _flow_text(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return "[" + ", ".join(_flow_text(item) for item in node.items) + "]"
    return "{" + ", ".join(f"{entry.key}: {_flow_text(entry.value)}" for entry in node.entries) + "}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
