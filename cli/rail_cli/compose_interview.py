"""``rail compose --interactive``: ask on standard error what is not answered, read from standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rail.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection

    from rail.attach.compose.library import Library

Plain = dict[str, Any]
_QUESTIONS = {
    "licensor": "Who grants the licence? Only whoever holds the rights can.",
    "name": "What is the licence called? A name of your own, without its version.",
    "version": "Which version is it? Numbers with dots, such as 1.0.",
    "contact": "Where is the licensor reached?",
}
_MOST_TRIES = 20


class _EndOfInputError(Exception):
    """Nobody answers any more."""


def interview(content: Plain) -> Plain:
    """Return the answers with those that were given; the end of input ends the questions, and what is told last helps.

    Args:
        content: the answers so far (``composition.schema.json``).
    """
    from rail.operations.compose import installed_library

    library = installed_library()
    answers = dict(content)
    _say("An empty answer leaves a question open; the end of input ends the questions.")
    try:
        for name, question in _QUESTIONS.items():
            if not answers.get(name):
                answers[name] = _asked(question)
        if not answers.get("artifacts"):
            labels = {row["id"]: row["label"] for row in library.plain["artifacts"]}
            answers["artifacts"] = _chosen("What is licensed? One or more of these.", labels)
        if not answers.get("type"):
            about = {row["id"]: row["about"] for row in library.plain["types"]}
            answers["type"] = (_chosen("Who may do what? One of these.", about, most=1) or [""])[0]
        if not answers.get("restrictions"):
            answers["restrictions"] = []
            _ask_restrictions(answers["restrictions"], library)
    except _EndOfInputError:
        _say("")
    answers = {name: value for name, value in answers.items() if value}
    _say(f"The answers, for --spec:\n{_yaml(answers)}")
    return answers


def _ask_restrictions(rows: list[Plain], library: Library) -> None:
    _say("\nWhich uses are restricted? Group by group; `all` takes a whole group.")
    for domain in library.domains:
        titles = {use: item.content["title"] for use, item in library.restrictions.items() if item.domain == domain.id}
        for use in _chosen(domain.title, titles):
            row: Plain = {"use": use}
            rows.append(row)
            for dimension, values in library.qualifiers(use).items():
                labels = {value: library.phrase(use, value)[1].replace("{", "").replace("}", "") for value in values}
                found = _chosen(f"{titles[use]}: {dimension}? Each of several suffices; empty for none.", labels)
                if found:
                    row[dimension] = found


def _asked(question: str) -> str:
    _say(f"\n{question}")
    return _line()


def _chosen(question: str, options: dict[str, str], most: int | None = None) -> list[str]:
    """Return the options that were named; an unknown one is asked for again."""
    _say(f"\n{question}")
    for name, label in options.items():
        _say(f"  {name}: {label}")
    for _ in range(_MOST_TRIES):
        words = _line().replace(",", " ").split()
        named = list(options) if words == ["all"] and most is None else words
        problem = _problem(named, options, most)
        if problem is None:
            return list(dict.fromkeys(named))
        _say(problem)
    return []


def _problem(named: list[str], options: Collection[str], most: int | None) -> str | None:
    strange = [word for word in named if word not in options]
    if strange:
        return f"{visible(strange[0])!r} is none of these: {', '.join(options)}"
    return "one only" if most is not None and len(named) > most else None


def _line() -> str:
    _say("> ", end="")
    line = sys.stdin.readline()
    if not line:
        raise _EndOfInputError
    return line.strip()


def _yaml(answers: Plain) -> str:
    import json

    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in answers.items() if name != "restrictions"
    ]
    rows = [f"  - {json.dumps(row, ensure_ascii=False)}" for row in answers.get("restrictions", ())]
    return "\n".join([*lines, "restrictions:", *rows] if rows else lines)


def _say(text: str, end: str = "\n") -> None:
    sys.stderr.write(f"{text}{end}")
    sys.stderr.flush()
