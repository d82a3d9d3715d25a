"""A page of styled lines: one layout that is written plain or, on a terminal, with colours."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from rail.reports.visible import uncommanded, visible

if TYPE_CHECKING:
    from typing import TextIO

PLAIN_WIDTH = 80
_NARROWEST, _WIDEST = 40, 120
Span = tuple[str, str]
_STYLES = {
    "": "",
    "title": "bold",
    "head": "bold",
    "error": "bold red",
    "review": "bold magenta",
    "warning": "yellow",
    "info": "cyan",
    "good": "green",
    "place": "cyan",
    "label": "dim",
    "quiet": "dim",
}


@dataclass(slots=True)
class Page:
    """Lines of styled spans, wrapped to a width as they are added; words are never cut."""

    width: int = PLAIN_WIDTH
    lines: list[list[Span]] = field(default_factory=list)

    def blank(self) -> None:
        """Add an empty line, unless the page is empty or ends with one."""
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def add(self, *spans: Span, indent: int = 0, hang: int | None = None) -> None:
        """Add one paragraph, wrapped.

        Args:
            spans: pairs of text and style; unsafe characters are escaped here.
            indent: blanks before the first line.
            hang: blanks before the following lines; the same as ``indent`` when not given.
        """
        following = indent if hang is None else hang
        line: list[Span] = _blanks(indent)
        used, empty = indent, True
        for word in _words(spans):
            size = sum(cells(text) for text, _ in word)
            if not empty and used + 1 + size > self.width:
                self.lines.append(line)
                line, used, empty = _blanks(following), following, True
            if not empty:
                same = line[-1][1] == word[0][1]
                line.append((" ", word[0][1] if same else ""))
            line.extend(word)
            used += size + (not empty)
            empty = False
        self.lines.append(line)

    def labelled(self, label: str, *spans: Span, indent: int, column: int) -> None:
        """Add a paragraph that starts at ``column``, with a label before it at ``indent``."""
        gap = max(1, column - indent - cells(label))
        self.add((label, "label"), ("\u00a0" * gap, ""), *spans, indent=indent, hang=column)

    def verbatim(self, text: str, *, indent: int, style: str = "") -> None:
        """Add the lines of a text as they stand, indented and never wrapped."""
        for line in text.splitlines():
            self.lines.append([(" " * indent, ""), (visible(line).rstrip(), style)] if line.strip() else [])

    def text(self) -> str:
        """Return the page without styles, and without a line that a CI log would take for a command."""
        plain = ("".join(text for text, _ in line).replace("\u00a0", " ").rstrip() for line in self.lines)
        return "\n".join(map(uncommanded, plain)) + "\n"


def width_of(stream: TextIO) -> int:
    """Return the width to lay out for: the terminal's, within limits; a fixed one for everything else."""
    if not stream.isatty():
        return PLAIN_WIDTH
    from shutil import get_terminal_size

    return max(_NARROWEST, min(_WIDEST, get_terminal_size().columns))


def write_page(page: Page, stream: TextIO, *, colour: bool) -> None:
    """Write a page; with ``colour`` through rich, where it is installed."""
    if not colour or not _write_rich(page, stream):
        stream.write(page.text())


def cells(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


def _write_rich(page: Page, stream: TextIO) -> bool:
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return False
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in page.lines:
        runs = groupby(line, key=lambda span: span[1])
        spans = [("".join(text for text, _ in run).replace("\u00a0", " "), _STYLES[style]) for style, run in runs]
        console.print(Text.assemble(*spans), no_wrap=True, overflow="ignore", crop=False)
    return True


def _words(spans: tuple[Span, ...]) -> list[list[Span]]:
    """Split at blanks; spans that touch stay one word."""
    words: list[list[Span]] = [[]]
    for text, style in spans:
        for position, part in enumerate(visible(text).split(" ")):
            if position:
                words.append([])
            if part:
                words[-1].append((part, style))
    return [word for word in words if word]


def _blanks(count: int) -> list[Span]:
    return [(" " * count, "")] if count else []
