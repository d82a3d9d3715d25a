"""Where a card's front matter begins and ends, by the rules of huggingface_hub, and every deviation from them.

The regular expression is the one of ``huggingface_hub.repocard`` 2.4. What it does not accept, but what is plainly
meant as front matter, is read all the same and reported: a fence with trailing blanks, ``...`` as the end, CR CR LF.
"""

from __future__ import annotations

import re

from rail.cards.lines import LineIndex
from rail.model.card import YamlProblem
from rail.model.late import dataclass

_HUB = re.compile(r"^(\s*---(?:\r\n|\r|\n))([\S\s]*?)((?:\r\n|\r|\n)---[ \t]*(\r\n|\n|$))")
_OPENING = re.compile(r"\s*---[ \t]*(?:\r\r\n|\r\n|\r|\n|$)")
_CLOSING = re.compile(r"(?:^|(?<=[\r\n]))(---|\.\.\.)[ \t]*(?=\r|\n|$)")
_NEAR_FENCE = re.compile(
    r"(?:^|(?<=[\r\n]))(?:[ \t]+---|-{2}|-{4,}|[\u2013\u2014][\u2013\u2014-]*|[ \t]*(?:- ){2}-)[ \t]*(?=\r|\n|$)"
)
_FIRST_ENTRY = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?[\r\n])*+[\"']?[A-Za-z_][\w .-]{0,60}[\"']?:(?=[ \t\r\n]|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A card's text, split.

    Attributes:
        block: the YAML between the fences, or ``None`` where there is none.
        block_line: 1-based line on which the block begins.
        has_fence: the card begins with a fence that is meant as front matter.
        body: everything after the closing fence.
        body_line: 1-based line on which the body begins.
        block_start: index of the block's first character in the text.
    """

    block: str | None
    block_line: int
    has_fence: bool
    body: str
    body_line: int
    block_start: int = 0
    problems: tuple[YamlProblem, ...] = ()


def split_front_matter(text: str) -> FrontMatter:
    """Return the front matter and the body of a card's text."""
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter(None, 1, has_fence=False, body=text, body_line=1)
    lines = LineIndex(text)
    hub = _HUB.match(text)
    if hub is not None:
        return _split(text, lines, slice(hub.end(1), hub.end(2)), hub.end(), _opening_problems(text, lines))
    return _split_leniently(text, lines, opening.end())


def _split_leniently(text: str, lines: LineIndex, start: int) -> FrontMatter:
    closing = _CLOSING.search(text, start)
    is_empty = closing is not None and not text[start : closing.start()].strip()
    if not is_empty and not _FIRST_ENTRY.match(text, start):  # a rule across the page, not a fence
        return FrontMatter(None, 1, has_fence=False, body=text, body_line=1)
    problems = _opening_problems(text, lines)
    if closing is None:
        problem = YamlProblem("no-closing-fence", lines.line_at(text.index("---")), _unclosed(text, lines, start))
        problems = (*problems, problem)
        return FrontMatter(None, lines.line_at(start), has_fence=True, body=text, body_line=1, problems=problems)
    end_line = lines.line_at(closing.start())
    if closing[1] == "...":
        problem = YamlProblem("fence", end_line, "the front matter ends with ...; the Hub's library wants ---")
        problems = (*problems, problem)
    if is_empty:
        problems = (*problems, YamlProblem("fence", end_line, "nothing stands between the fences"))
    return _split(text, lines, slice(start, closing.start()), _after_break(text, closing.end()), problems)


def _unclosed(text: str, lines: LineIndex, start: int) -> str:
    near = _NEAR_FENCE.search(text, start)
    seen = "" if near is None else f"; line {lines.line_at(near.start())} looks like one, but is not exactly ---"
    return f"no line --- closes the front matter{seen}"


def _split(text: str, lines: LineIndex, block: slice, after: int, problems: tuple[YamlProblem, ...]) -> FrontMatter:
    return FrontMatter(
        block=text[block].replace("\r\r\n", "\n"),
        block_line=lines.line_at(block.start),
        has_fence=True,
        body=text[after:],
        body_line=lines.line_at(after),
        block_start=block.start,
        problems=problems,
    )


def _opening_problems(text: str, lines: LineIndex) -> tuple[YamlProblem, ...]:
    problems = []
    fence = text.index("---")
    line = lines.line_at(fence)
    if fence:
        message = "blanks or empty lines stand before the opening fence; several readers want it at the very beginning"
        problems.append(YamlProblem("loose-fence", line, message))
    if text[fence + 3 : fence + 4] in {" ", "\t"}:
        problems.append(
            YamlProblem("fence", line, "blanks follow the opening ---; the Hub's library reads no front matter")
        )
    if text.startswith("\r\r\n", fence + 3):
        problems.append(YamlProblem("fence", line, "lines end in CR CR LF; the Hub's library reads no front matter"))
    return tuple(problems)


def _after_break(text: str, index: int) -> int:
    for ending in ("\r\r\n", "\r\n", "\n", "\r"):
        if text.startswith(ending, index):
            return index + len(ending)
    return index
