"""A front matter that cannot be read, or that some readers do not see, mended where there is only one way to.

Fences get their exact form, CR CR LF becomes CR LF, a byte order mark before the fence goes, and a plain value that
YAML takes for something else (``a: b: c``, ``@name``) is put in quotes. It counts only if all is readable afterwards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.cards.front_matter import split_front_matter
from rail.cards.yaml import read_yaml
from rail.edits.assignment import quoted
from rail.edits.document import EditError
from rail.edits.matter import BOM
from rail.model.card import Map

if TYPE_CHECKING:
    from rail.edits.document import Document
    from rail.model.card import YamlProblem

_MOST = 20  # values that are put in quotes
_OPENING = re.compile(r"(\s*---)[ \t]+(?=\r|\n)")
_NEAR = re.compile(r"[ \t]*(?:-{2}|-{4,}|---|[\u2013\u2014][\u2013\u2014-]*|(?:- ){2}-|\.\.\.)[ \t]*\Z")
_VALUE = re.compile(
    r"([ \t]*(?:- )?[\"']?[A-Za-z_][\w .-]{0,60}[\"']?:[ \t]+)([^\s\"'\[{|>&*!#].*?)([ \t]*)\Z", re.DOTALL
)


def mended(document: Document) -> Document:
    """Return the document with a front matter that everybody can read.

    Raises:
        EditError: there is more than one way to mend it, or none.
    """
    text = document.text.removeprefix(BOM)
    text = _closed(_OPENING.sub(r"\1", _single_returns(text), count=1))
    for _ in range(_MOST):
        problem = _first_problem(text)
        if problem is None:
            return document.with_text(text)
        changed = _quoted_value(text, problem)
        if changed is None:
            message = f"line {problem.line}: {problem.message}; mend it by hand"
            raise EditError(message)
        text = changed
    message = "too much of its front matter is not readable; mend it by hand"
    raise EditError(message)


def _single_returns(text: str) -> str:
    """Return the text with CR CR LF, which a CR LF file becomes when it is written once more, as CR LF."""
    return text.replace("\r\r\n", "\r\n")


def _closed(text: str) -> str:
    """Return the text with the first line that is nearly the closing fence as one; only if there is none."""
    split = split_front_matter(text)
    if not split.has_fence:
        return text
    ends_oddly = any(problem.kind == "fence" and "..." in problem.message for problem in split.problems)
    if split.block is not None and not ends_oddly:
        return text
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)
    for number, line in enumerate(lines[split.block_line - 1 :], split.block_line - 1):
        body = line.rstrip("\r\n")
        if _NEAR.match(body):
            return "".join([*lines[:number], "---", line[len(body) :], *lines[number + 1 :]])
    return text


def _first_problem(text: str) -> YamlProblem | None:
    split = split_front_matter(text)
    problems = list(split.problems)
    if split.block is not None:
        node, found = read_yaml(split.block, first_line=split.block_line)
        problems += [problem for problem in found if problem.kind != "duplicate-key"]
        if not problems and node is not None and not isinstance(node, Map):
            message = "its front matter is no mapping of keys to values; mend it by hand"
            raise EditError(message)
    return next((problem for problem in problems if problem.kind != "loose-fence"), None)


def _quoted_value(text: str, problem: YamlProblem) -> str | None:
    """Return the text with the plain value on a line in quotes, or ``None`` where that would be a guess."""
    if problem.kind != "syntax":
        return None
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)
    if problem.line > len(lines):
        return None
    line = lines[problem.line - 1]
    body = line.rstrip("\r\n")
    found = _VALUE.match(body)
    if found is None or " #" in found[2] or not (": " in found[2] or found[2][0] in "@`%"):
        return None
    lines[problem.line - 1] = f"{found[1]}{quoted(found[2])}{found[3]}{line[len(body) :]}"
    return "".join(lines)
