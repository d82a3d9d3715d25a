"""A change of a card's front matter that leaves every other byte as it is, and is read back before it counts.

The values are found by their marks and spliced; then the whole is read again: the key must hold what was asked for,
and every other key what it held.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rail.cards.front_matter import split_front_matter
from rail.cards.marks import line_end, read_marks
from rail.cards.yaml import read_yaml
from rail.edits.document import Document, EditError
from rail.edits.splice import Block, spliced, value_splices
from rail.edits.target import entry_lines, find_target, new_entry, without_entry
from rail.model.card import Map, Scalar, Sequence

if TYPE_CHECKING:
    from rail.cards.marks import Marked
    from rail.edits.assignment import Assignment
    from rail.edits.splice import Splice
    from rail.model.card import Node

BOM = "\ufeff"
_BREAK = re.compile(r"\r\n|\r|\n")
_BROKEN = frozenset({"no-closing-fence", "syntax", "too-deep", "too-large"})


def assigned(document: Document, assignment: Assignment) -> Document:
    """Return the document with one key of its front matter changed; a front matter is made where there is none.

    Raises:
        EditError: it cannot be read, or not be changed without a guess.
    """
    if any("\ud800" <= char <= "\udfff" for value in assignment.values for char in value) or "\0" in document.text:
        message = "a value or the card holds what is no text"
        raise EditError(message)
    bom = BOM if document.text.startswith(BOM) else ""
    text = document.text[len(bom) :]
    split = split_front_matter(text)
    if not split.has_fence:
        if assignment.how in {"unset", "remove"}:
            return document
        rest = tuple(assignment.key.split("."))
        made = document.lines("\n".join(["---", *entry_lines(rest, assignment), "---"]))
        return _proved(document, f"{bom}{made}{text}", assignment, _Way((), rest))
    start, end = block_span(text)
    block = Block(text[start:end], split.block_line, document.ending)
    way, splices = _splices(block, assignment)
    if not splices:
        return document
    return _proved(document, f"{bom}{text[:start]}{spliced(block.text, splices)}{text[end:]}", assignment, way)


def held(document: Document, key: str) -> Marked | None:
    """Return the value that a key of the front matter holds, or ``None``.

    Raises:
        EditError: the front matter cannot be read.
    """
    text = document.text.removeprefix(BOM)
    split = split_front_matter(text)
    if not split.has_fence:
        return None
    start, end = block_span(text)
    block = Block(text[start:end], split.block_line, document.ending)
    root = read_marks(block.text)
    target = None if root is None else find_target(block, root, key)
    return None if target is None or target.rest else target.value


def block_span(text: str) -> tuple[int, int]:
    """Return where the YAML of a front matter begins and ends, the break before its closing fence included.

    Raises:
        EditError: it has no end, or cannot be read as keys and values.
    """
    split = split_front_matter(text)
    problem = next((one for one in split.problems if one.kind in _BROKEN), None)
    if problem is None and split.block is not None:
        node, wrong = read_yaml(split.block, first_line=split.block_line)
        problem = next((one for one in wrong if one.kind in _BROKEN), None)
        if problem is None and not (node is None or isinstance(node, Map)):
            message = f"line {node.line}: the front matter is no mapping of keys to values"
            raise EditError(message, _next_step(text))
    if problem is not None or split.block is None:
        message = f"line {1 if problem is None else problem.line}: {'' if problem is None else problem.message}"
        raise EditError(message, _next_step(text))
    start = split.block_start
    if not text.startswith(split.block, start):
        message = f"line {split.block_line}: lines end in CR CR LF"
        raise EditError(message, _next_step(text))
    end = start + len(split.block)
    return start, line_end(text, end) if text.startswith(("\n", "\r"), end) else end


def check_readable(document: Document) -> None:
    """Refuse a document whose front matter cannot be read; one without any is readable.

    Raises:
        EditError: it has no end, or cannot be read as keys and values.
    """
    text = document.text.removeprefix(BOM)
    if split_front_matter(text).has_fence:
        block_span(text)


def line_of(document: Document, value: Marked) -> int:
    """Return the line of a document on which a value of its front matter begins."""
    split = split_front_matter(document.text.removeprefix(BOM))
    return split.block_line + len(_BREAK.findall((split.block or "")[: value.start]))


def _next_step(text: str) -> str:
    """Return what to do about a front matter that cannot be read: the repair is named only where there is one."""
    from rail.edits.mend import mended

    try:
        mended(Document(text, "\n"))
    except EditError:
        return "nothing repairs this without a guess: mend the line by hand; nothing was changed"
    return "`rail check --fix` shows the repair; nothing was changed"


class _Way(NamedTuple):
    """The keys and numbers that lead to a value: those that are there, and those that are not."""

    path: tuple[str | int, ...]
    rest: tuple[str, ...]


def _splices(block: Block, assignment: Assignment) -> tuple[_Way, list[Splice]]:
    root = read_marks(block.text)
    gone = assignment.how in {"unset", "remove"}
    if root is None:
        rest = tuple(assignment.key.split("."))
        made = [] if gone else [block.whole_lines(len(block.text), entry_lines(rest, assignment))]
        return _Way((), rest), made
    target = find_target(block, root, assignment.key)
    way = _Way(target.path, target.rest)
    if target.rest:
        return way, [] if gone else new_entry(block, target, assignment)
    if assignment.how == "unset":
        return way, without_entry(block, target, assignment.key)
    if target.key is None and target.value.start == target.value.end:
        raise block.refusal(target.value.start, f"`{assignment.key}` is empty; edit it by hand")
    return way, value_splices(block, target, assignment)


def _proved(document: Document, text: str, assignment: Assignment, way: _Way) -> Document:
    """Return the changed document, once it reads as it should.

    Raises:
        EditError: it does not.
    """
    if _shape_of(text).in_order() != _changed(_shape_of(document.text), way, assignment).in_order():
        message = f"`{assignment.key}` cannot be changed without touching something else; edit it by hand"
        raise EditError(message)
    return document.with_text(text)


class _Shape(NamedTuple):
    """A front matter as nothing but keys and values: a text, a list, or a mapping (a list with keys)."""

    text: str = ""
    keys: tuple[str, ...] | None = None
    items: tuple[_Shape, ...] | None = None

    def with_item(self, index: int, item: _Shape) -> _Shape:
        """Return it with another item."""
        items = self.items or ()
        return self._replace(items=(*items[:index], item, *items[index + 1 :]))

    def in_order(self) -> _Shape:
        """Return it with the keys of mappings sorted; a key that stands twice keeps its order."""
        items = tuple(item.in_order() for item in self.items or ())
        if self.keys is None:
            return self if self.items is None else self._replace(items=items)
        order = sorted(range(len(items)), key=lambda index: (self.keys or ())[index])
        return self._replace(keys=tuple(self.keys[index] for index in order), items=tuple(items[i] for i in order))


def _shape_of(text: str) -> _Shape:
    split = split_front_matter(text.removeprefix(BOM))
    if split.block is None:
        return _Shape(keys=(), items=())
    node, problems = read_yaml(split.block, first_line=split.block_line)
    wrong = next((one for one in problems if one.kind in _BROKEN), None)
    if wrong is not None:
        message = f"line {wrong.line}: {wrong.message}"
        raise EditError(message)
    return _Shape(keys=(), items=()) if node is None else _shape(node)


def _shape(node: Node) -> _Shape:
    if isinstance(node, Scalar):
        return _Shape(node.text)
    if isinstance(node, Sequence):
        return _Shape(items=tuple(_shape(item) for item in node.items))
    keys = tuple(entry.key for entry in node.entries)
    return _Shape(keys=keys, items=tuple(_shape(entry.value) for entry in node.entries))


def _changed(shape: _Shape, way: _Way, assignment: Assignment) -> _Shape:
    """Return what a front matter should read as after a change."""
    if not way.path and way.rest:
        keys, items = shape.keys or (), shape.items or ()
        inner = _changed(_Shape(), _Way((), way.rest[1:]), assignment)
        return _Shape(keys=(*keys, way.rest[0]), items=(*items, inner))
    if not way.path:
        return _new_value(shape, assignment)
    name, *path = way.path
    index = name if isinstance(name, int) else (shape.keys or ()).index(name)
    items = shape.items or ()
    if assignment.how == "unset" and not path:
        keys = shape.keys or ()
        return _Shape(keys=(*keys[:index], *keys[index + 1 :]), items=(*items[:index], *items[index + 1 :]))
    return shape.with_item(index, _changed(items[index], _Way(tuple(path), way.rest), assignment))


def _new_value(shape: _Shape, assignment: Assignment) -> _Shape:
    values = [_Shape(value) for value in dict.fromkeys(assignment.values)]
    if assignment.how == "set":
        return _Shape(items=tuple(values)) if assignment.as_list else values[0]
    had = shape.items if shape.items is not None else (_Shape(shape.text),) if shape.text else ()
    if assignment.how == "remove":
        return _Shape(items=tuple(item for item in had if item not in values))
    return _Shape(items=(*had, *(value for value in values if value not in had)))
