"""Which value of a front matter a dotted key names, and what of the key is not there yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rail.cards.marks import line_end, line_start
from rail.edits.assignment import quoted
from rail.edits.splice import Splice, last_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.cards.marks import Marked
    from rail.edits.assignment import Assignment
    from rail.edits.splice import Block

_COLON = re.compile(r"[ \t]*:")
_INDEX = re.compile(r"[0-9]{1,6}\Z")


class Target(NamedTuple):
    """Where a key leads.

    Attributes:
        holder: the collection that holds the value, or, with a ``rest``, the value under which it is to be made.
        key: the key as it stands there; ``None`` for an item of a list and for the root.
        value: the value.
        rest: what of the key is not there yet.
        path: the keys and numbers of what is there, outermost first.
    """

    holder: Marked
    key: Marked | None
    value: Marked
    rest: tuple[str, ...]
    path: tuple[str | int, ...]

    def after_colon(self, text: str) -> int:
        """Return the index behind the colon of the key, or the value's own start where there is none."""
        found = None if self.key is None else _COLON.match(text, self.key.end)
        return self.value.start if found is None else found.end()


def find_target(block: Block, root: Marked, key: str) -> Target:
    """Return where a dotted key leads; a key that holds a dot itself is found where it stands as it is written.

    Raises:
        EditError: the way is blocked: a key twice, a plain value, an item that is not there, an alias.
    """
    target = Target(root, None, root, (), ())
    rest = key
    while rest:
        node = target.value
        if node.kind == "alias":
            raise block.refusal(node.start, f"an alias stands in the way of `{key}`; edit it by hand")
        if node.kind == "scalar":
            if node.start != node.end or node.pinned:
                raise block.refusal(node.start, f"a plain value stands in the way of `{key}`")
            return target._replace(rest=tuple(rest.split(".")))
        found = _item(block, node, rest, key) if node.kind == "list" else _entry(block, node, rest)
        if found is None:
            return target._replace(rest=tuple(rest.split(".")))
        name, entry, value, rest = found
        target = Target(node, entry, value, (), (*target.path, name))
    return target


def _item(block: Block, node: Marked, rest: str, key: str) -> tuple[str | int, Marked | None, Marked, str]:
    name, _, rest = rest.partition(".")
    if not _INDEX.match(name) or int(name) >= len(node.items):
        why = f"a list of {len(node.items)} stands in the way of `{key}`; name an item by its number, from 0 on"
        raise block.refusal(node.start, why)
    return int(name), None, node.items[int(name)], rest


def _entry(block: Block, node: Marked, rest: str) -> tuple[str | int, Marked | None, Marked, str] | None:
    for name in _beginnings(rest):
        found = [entry for entry in node.entries if entry[0].kind == "scalar" and entry[0].text == name]
        if len(found) > 1:
            raise block.refusal(found[1][0].start, f"`{name}` stands there twice; take one away first")
        if found:
            return name, *found[0], rest[len(name) + 1 :]
    return None


def _beginnings(key: str) -> Iterator[str]:
    """Yield a dotted key and its beginnings, the longest first."""
    yield key
    while "." in key:
        key = key.rpartition(".")[0]
        yield key


def new_entry(block: Block, target: Target, assignment: Assignment) -> list[Splice]:
    """Return the splices that put a key where it is not yet: last of its mapping, as deep as its neighbours.

    Raises:
        EditError: it would have to go into a list or into brackets over several lines.
    """
    node = target.value
    if any(not part.strip() for part in target.rest):
        raise block.refusal(node.start, f"`{assignment.key}` has an empty part")
    if node.kind == "list":
        raise block.refusal(node.start, f"a list stands in the way of `{assignment.key}`")
    if node.style == "flow":
        return [_in_brackets(block, node, target.rest, assignment)]
    if node.kind == "scalar":
        return _under(block, target, assignment)
    first = node.entries[0][0].start
    indent = " " * (first - line_start(block.text, first))
    return [
        block.whole_lines(_place(block.text, node, root=not target.path), entry_lines(target.rest, assignment, indent))
    ]


def _place(text: str, node: Marked, *, root: bool) -> int:
    """Return where a new entry of a block mapping goes: behind the last, or at the very end.

    A text of several lines that ends the front matter would get one more line break by anything behind it; then the
    entry goes before the last one and its comments.
    """
    deepest = node
    while deepest.style == "block" and (deepest.entries or deepest.items):
        deepest = deepest.entries[-1][1] if deepest.entries else deepest.items[-1]
    if deepest.style not in {"|", ">"} or text[deepest.end :].strip():
        return len(text) if root else line_end(text, deepest.end)
    place = line_start(text, node.entries[-1][0].start)
    while place and text[line_start(text, place - 1) : place].lstrip().startswith("#"):
        place = line_start(text, place - 1)
    return place


def entry_lines(path: tuple[str, ...], assignment: Assignment, indent: str = "") -> list[str]:
    """Return the lines of a new entry."""
    *above, key = path
    lines = []
    for name in above:
        lines.append(f"{indent}{quoted(name)}:")
        indent += "  "
    values = [assignment.written(value) for value in assignment.values]
    if assignment.how == "set" and not assignment.as_list:
        return [*lines, f"{indent}{quoted(key)}: {values[0]}"]
    return [*lines, f"{indent}{quoted(key)}:", *(f"{indent}- {value}" for value in dict.fromkeys(values))]


def _in_brackets(block: Block, node: Marked, path: tuple[str, ...], assignment: Assignment) -> Splice:
    inside = block.text[node.start : node.end]
    if "\n" in inside or "\r" in inside:
        raise block.refusal(node.start, f"brackets over several lines stand in the way of `{assignment.key}`")
    values = [assignment.written(value) for value in assignment.values]
    text = values[0] if assignment.how == "set" and not assignment.as_list else f"[{', '.join(values)}]"
    for name in reversed(path[1:]):
        text = f"{{{quoted(name)}: {text}}}"
    text = f"{quoted(path[0])}: {text}"
    if not node.entries:
        return Splice(node.start + 1, node.end - 1, text)
    at = last_index(node.entries[-1][1])
    return Splice(at, at, f", {text}")


def _under(block: Block, target: Target, assignment: Assignment) -> list[Splice]:
    """Put an entry under a key that has no value yet."""
    holder = target.holder
    if target.key is None or holder.style == "flow":
        raise block.refusal(target.value.start, f"`{assignment.key}` has nothing to stand under; edit it by hand")
    first = holder.entries[0][0].start
    indent = " " * (first - line_start(block.text, first) + 2)
    at = line_end(block.text, target.value.start)
    return [block.whole_lines(at, entry_lines(target.rest, assignment, indent))]


def without_entry(block: Block, target: Target, key: str) -> list[Splice]:
    """Return the splices that take an entry away, with its lines.

    Raises:
        EditError: other things stand on its lines, or nothing would be left beside it.
    """
    if target.key is None or target.holder.style == "flow":
        raise block.refusal(target.value.start, f"`{key}` does not stand on lines of its own; edit it by hand")
    if len(target.holder.entries) == 1:
        raise block.refusal(target.value.start, f"`{key}` is the only key there; edit it by hand")
    start = line_start(block.text, target.key.start)
    if block.text[start : target.key.start].strip():
        raise block.refusal(target.value.start, f"`{key}` does not stand on lines of its own; edit it by hand")
    return [Splice(start, line_end(block.text, last_index(target.value)), "")]
