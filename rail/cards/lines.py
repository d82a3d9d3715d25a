"""Line numbers as editors count them: CR LF, LF and a lone CR each end one line, and so does CR CR LF."""

from __future__ import annotations

import re
from bisect import bisect_right

# CR CR LF is what a CR LF file becomes when it is written once more in text mode: still one line
_BREAK = re.compile(r"\r{0,2}\n|\r")


class LineIndex:
    """From a character's index in a text to the number of its line."""

    __slots__ = ("_first", "_starts")

    def __init__(self, text: str, first_line: int = 1) -> None:
        """Note where the lines of a text begin.

        Args:
            text: the text.
            first_line: the number of its first line.
        """
        self._first = first_line
        self._starts = [match.end() for match in _BREAK.finditer(text)]

    def line_at(self, index: int) -> int:
        """Return the number of the line that holds the character at this index."""
        return self._first + bisect_right(self._starts, index)

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self._first + len(self._starts)


def with_line_feeds(text: str) -> str:
    """Return the text with every line ended by one LF; the numbers of its lines stay."""
    return _BREAK.sub("\n", text) if "\r" in text else text


def split_lines(text: str) -> list[str]:
    """Return the lines of a text without their ends; joined with one break each they have the same numbers."""
    return _BREAK.split(text)
