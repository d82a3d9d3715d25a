"""CEL expressions over the facts document, for what parameters cannot say (https://cel.dev).

An expression comes from whoever wrote a pack. The library that evaluates it has no step limit and can be crashed, so
it runs in a child process with bounds on time, memory and files, and only where a pack has an expression.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any

from rail.model.card import Map, Scalar, Sequence
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.model.card import Node
    from rail.model.facts import Facts
    from rail.model.finding import Rule

MOST_BYTES = 4000
MOST_MACROS = 2  # nested in one another
MOST_DEPTH = 40  # brackets within brackets
WALL_SECONDS = 5.0  # of one child
ALL_SECONDS = 20.0  # of all children of one run
_CHILD = "rail.checks.expression_child"
_MACROS = frozenset({"all", "exists", "exists_one", "map", "filter", "transformList", "transformMap"})
_TOKEN = re.compile(
    r"""[rRbB]{0,2}(?:\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
    r"""|//[^\n]*|[A-Za-z_]\w*|[()\[\]{}]|\S""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an expression gave: true, false, or why it gave neither."""

    value: bool | None
    reason: str = ""


class Expressions:
    """The expressions of one run; the child is started at the first question, and answers them all."""

    def __init__(self, rules: Iterable[Rule], facts: Facts) -> None:
        """Take the rules that hold an expression."""
        self._sources = {rule.id: str(rule.params.get("cel", "")) for rule in rules if "cel" in rule.params}
        self._facts = facts
        self._answers: dict[str, Answer] | None = None

    def answer(self, rule_id: str) -> Answer:
        """Return what the expression of a rule gave."""
        if self._answers is None:
            self._answers = evaluate(self._sources, self._facts)
        return self._answers.get(rule_id, Answer(None, "the rule has no expression"))


def refusal(source: str) -> str:
    """Return why an expression is not evaluated at all; empty for one that is."""
    if len(source.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        return f"the expression has more than {MOST_BYTES:,} bytes"
    open_: list[bool] = []
    deepest = 0
    last, before = "", ""
    for match in _TOKEN.finditer(source):
        piece = match[0]
        if piece in "([{":
            open_.append(piece == "(" and last in _MACROS and before == ".")
            deepest = max(deepest, sum(open_))
        elif piece in ")]}" and open_:
            open_.pop()
        if len(open_) > MOST_DEPTH:
            return f"the expression nests more than {MOST_DEPTH} brackets"
        before, last = last, piece
    if deepest > MOST_MACROS:
        return f"the expression nests {deepest} macros such as exists() and map(); at most {MOST_MACROS}"
    return ""


def evaluate(sources: dict[str, str], facts: Facts) -> dict[str, Answer]:
    """Return the answer of each expression; one that ends its child is told, and the others go to a new child."""
    answers = {name: Answer(None, why) for name, source in sources.items() if (why := refusal(source))}
    left = {name: source for name, source in sources.items() if name not in answers}
    document = variables(facts) if left else {}
    end = monotonic() + ALL_SECONDS
    while left:
        seconds = min(WALL_SECONDS, end - monotonic())
        if seconds <= 0:
            late = Answer(None, f"the expressions of this run took more than {ALL_SECONDS:.0f} seconds")
            return {**answers, **dict.fromkeys(left, late)}
        found, ended = _child({"variables": document, "sources": left}, seconds)
        answers |= found
        left = {name: source for name, source in left.items() if name not in found}
        if left:
            answers[next(iter(left))] = Answer(None, ended)
            left = dict(list(left.items())[1:])
    return answers


def variables(facts: Facts) -> dict[str, object]:
    """Return what an expression can ask: ``facts``, and ``card``, the main front matter with all values as text."""
    from rail.artifacts.document import facts_document

    card = facts.card
    return {"facts": facts_document(facts), "card": _plain(None if card is None else card.front_matter) or {}}


def _plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.text.encode("utf-8", "replace").decode()
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    if isinstance(node, Map):
        return {entry.key.encode("utf-8", "replace").decode(): _plain(entry.value) for entry in reversed(node.entries)}
    return None


def _child(work: dict[str, Any], seconds: float) -> tuple[dict[str, Answer], str]:
    """Run one child; return what it answered before it ended, and how it ended."""
    command = [sys.executable, "-I", "-m", _CHILD]
    text = json.dumps(work).encode()
    try:
        done = subprocess.run(command, input=text, capture_output=True, timeout=seconds, check=False)  # noqa: S603 # a module of our own
        output, ended = done.stdout, _ended(done.returncode)
    except subprocess.TimeoutExpired as error:
        output, ended = error.stdout or b"", f"the expression took more than {WALL_SECONDS:.0f} seconds"
    found = {}
    for line in output.splitlines(keepends=True):
        if line.endswith(b"\n"):
            row = json.loads(line)
            found[row["id"]] = Answer(row["value"], row["reason"])
    return found, ended


def _ended(code: int) -> str:
    import signal

    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return "the expression took more time or memory than it may"
    return "the expression made its evaluation break off: out of memory, or a fault of the library"
