"""One change of a YAML block as splices: the characters that it replaces, and what stands there afterwards."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from rail.cards.lines import LineIndex
from rail.cards.marks import line_end, line_start
from rail.edits.assignment import quoted
from rail.edits.document import EditError

if TYPE_CHECKING:
    from rail.cards.marks import Marked
    from rail.edits.assignment import Assignment
    from rail.edits.target import Target


class Splice(NamedTuple):
    """Characters of a text, and what replaces them."""

    start: int
    end: int
    text: str


class Block(NamedTuple):
    """The YAML of a front matter.

    Attributes:
        text: as it stands, ended by a line break unless it is empty.
        line: the line of the file on which it begins.
        ending: its line end.
    """

    text: str
    line: int
    ending: str

    def refusal(self, index: int, why: str) -> EditError:
        """Return the refusal of an edit, with the line on which it would be."""
        return EditError(f"line {LineIndex(self.text, self.line).line_at(index)}: {why}")

    def whole_lines(self, index: int, lines: list[str]) -> Splice:
        """Return the splice that puts lines before an index at which a line begins."""
        return Splice(index, index, "".join(f"{line}{self.ending}" for line in lines))


def spliced(text: str, splices: list[Splice]) -> str:
    """Return a text with all splices made; they do not overlap."""
    for splice in sorted(splices, reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


def last_index(node: Marked) -> int:
    """Return the index behind the last character of a value, whatever it holds."""
    while node.style == "block" and (node.entries or node.items):
        node = node.entries[-1][1] if node.entries else node.items[-1]
    return node.end


def value_splices(block: Block, target: Target, assignment: Assignment) -> list[Splice]:
    """Return the splices that give an entry that is there one value, or a list.

    Raises:
        EditError: it holds what would be lost, or what is no plain value.
    """
    node = target.value
    if node.kind == "alias" or node.pinned:
        raise block.refusal(node.start, f"`{assignment.key}` has an anchor, alias or tag; edit it by hand")
    if node.kind == "map":
        why = f"`{assignment.key}` holds keys of its own; name one, as in {assignment.key}.KEY=VALUE"
        raise block.refusal(node.start, why)
    if assignment.how == "set" and not assignment.as_list:
        return _one_value(block, target, assignment)
    return _list(block, target, assignment)


def _one_value(block: Block, target: Target, assignment: Assignment) -> list[Splice]:
    node = target.value
    value = assignment.values[0]
    if node.kind == "scalar" and node.text == value and not _misread(node, assignment):
        return []
    text = value if assignment.plain else quoted(value, node.style if node.style in {"'", '"'} else "")
    if node.kind == "list":
        _plain_items(block, node, assignment.key)
        _no_comment(block, node, assignment.key, tail=True)
    if node.style in {"|", ">"} and "#" in block.text[node.start : line_end(block.text, node.start)]:
        raise block.refusal(node.start, f"a comment stands beside `{assignment.key}`, which would be lost")
    start = node.start
    if (node.kind == "list" and node.style == "block") or start == node.end:
        start = target.after_colon(block.text)
        text = f" {text}"
    return [Splice(start, last_index(node), text)]


def _misread(node: Marked, assignment: Assignment) -> bool:
    """Tell whether a value that is the same in letters is read as something else than a string, or as one."""
    from rail.cards.scalars import reading

    is_string = bool(node.style) or reading(node.text).type == "str"
    return is_string == assignment.plain


def _list(block: Block, target: Target, assignment: Assignment) -> list[Splice]:
    node = target.value
    if node.kind == "scalar":
        had = [node.text] if node.start != node.end else []
        wanted = _wanted(had, assignment)
        if had and wanted == had and assignment.how != "set":
            return []
        _some(block, target, wanted, assignment.key)
        words = [block.text[node.start : node.end] if had and value == had[0] else quoted(value) for value in wanted]
        if node.style in {"|", ">"}:
            raise block.refusal(node.start, f"`{assignment.key}` is a text of several lines, and no list")
        start = node.start if had else target.after_colon(block.text)
        return [Splice(start, node.end, f"{'' if had else ' '}[{', '.join(words)}]")]
    _plain_items(block, node, assignment.key)
    had = [item.text for item in node.items]
    wanted = _wanted(had, assignment)
    _some(block, target, wanted, assignment.key)
    if wanted == had:
        return []
    if node.style == "flow":
        _no_comment(block, node, assignment.key, tail=False)
        spelled = {text: block.text[item.start : last_index(item)] for text, item in zip(had, node.items, strict=True)}
        words = [spelled.get(value, quoted(value)) for value in wanted]
        span = (node.items[0].start, last_index(node.items[-1])) if node.items else (node.start + 1, node.end - 1)
        return [Splice(*span, ", ".join(words))]
    return _items(block, node, had, wanted)


def _plain_items(block: Block, node: Marked, key: str) -> None:
    if any(item.kind != "scalar" or item.pinned for item in node.items):
        raise block.refusal(node.start, f"`{key}` is a list of more than plain values; edit it by hand")


def _wanted(had: list[str], assignment: Assignment) -> list[str]:
    values = list(dict.fromkeys(assignment.values))
    if assignment.how == "add":
        return [*had, *(value for value in values if value not in had)]
    if assignment.how == "remove":
        return [value for value in had if value not in values]
    return values


def _some(block: Block, target: Target, wanted: list[str], key: str) -> None:
    if not wanted:
        raise block.refusal(target.value.start, f"nothing would be left of `{key}`; --unset {key} takes it away")


def _items(block: Block, node: Marked, had: list[str], wanted: list[str]) -> list[Splice]:
    """Return the splices of a list with one item a line; items that stay keep their line and what stands beside it."""
    text = block.text
    column = node.start - line_start(text, node.start)
    if text[node.start - column : node.start].strip():
        raise block.refusal(node.start, "a list inside of a list; edit it by hand")
    starts = [line_start(text, node.start)]
    starts += [_dash_line(text, last_index(before), column) for before in node.items[:-1]]
    ends = [line_end(text, last_index(item)) for item in node.items]
    splices = []
    for tag, low, high, first, last in SequenceMatcher(a=had, b=wanted, autojunk=False).get_opcodes():
        lines = [f"{' ' * column}- {quoted(value)}" for value in wanted[first:last]]
        if tag in {"delete", "replace"}:
            splices += [Splice(starts[index], ends[index], "") for index in range(low, high)]
        if tag in {"insert", "replace"}:
            splices.append(block.whole_lines(ends[low - 1] if low else starts[0], lines))
    return splices


def _dash_line(text: str, index: int, column: int) -> int:
    """Return the start of the line of the first dash in a column, behind the item that ends at an index."""
    line = line_end(text, index)
    while text[line : line + column + 1].lstrip(" ") != "-":
        line = line_end(text, line)
        if line >= len(text):
            break
    return line


def _no_comment(block: Block, node: Marked, key: str, *, tail: bool) -> None:
    """Refuse to replace a list between or behind whose items a comment may stand."""
    between, place = [], node.start
    for item in node.items:
        between.append(block.text[place : item.start])
        place = last_index(item)
    between.append(block.text[place : line_end(block.text, place)] if tail else block.text[place : node.end])
    if "#" in "".join(between):
        raise block.refusal(node.start, f"a comment stands in the list of `{key}`, which would be lost")
