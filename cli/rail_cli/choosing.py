"""Answers for ``rail choose``: from options and a file, or asked one by one on a terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from rail.errors import InputError
from rail.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.attach.choose.answers import Answers
    from rail.operations.choose_questions import Question
    from rail.reports.choose import Proposal
    from rail.reports.page import Page

_LISTS = ("artifacts", "bases", "data", "harms", "consider")
_WORDS = ("audience", "commercial", "sharing", "eu", "licensor", "contact")
_MOST_TRIES = 20
_CLAUSES = 2


def answers_from(path: str | None, stated: Mapping[str, object]) -> Answers:
    """Return the answers of the options, added to those of a file; an option takes the place of the file's answer.

    Raises:
        InputError: an answer is none.
    """
    from rail.operations.choose_questions import answers_in, answers_stated

    content: dict[str, object] = {name: list(cast("tuple[str, ...]", stated[name])) for name in _LISTS if stated[name]}
    content |= {name: stated[name] for name in _WORDS if stated[name] is not None}
    places = {"artifacts": "artifact", "bases": "base", "harms": "forbid"}
    own = answers_stated(content, {name: f"--{places.get(name, name)}" for name in (*_LISTS, *_WORDS)})
    if path is None:
        return own
    return replace(answers_in(path), **{name: getattr(own, name) for name in content})


def uses_page(answers: Answers, width: int) -> Page:
    """Lay out the uses that can be forbidden."""
    from rail.operations.choose import forbidden_uses
    from rail.reports.choose_uses import uses_page as laid_out

    return laid_out(forbidden_uses(answers, _CLAUSES), width)


def interview(answers: Answers, path: str | None, as_of: str | None) -> Answers:
    """Ask on standard error what is not answered, and read from standard input.

    An empty line leaves a question open, or takes what the release says; ``?`` explains; the end of input ends it all.
    """
    from rail.operations.choose import release_says
    from rail.operations.choose_questions import questions

    said = () if path is None else release_says(path, as_of)
    _say("An empty answer leaves a question open; ? explains; the end of input ends the questions.")
    listed = questions()
    for number, question in enumerate(listed, 1):
        if not answers.is_answered(question.id):
            _say(f"\n{number}/{len(listed)} {question.ask}")
            told = _asked(answers, question, [item for item in said if item.question == question.id])
            if told is None:
                break
            answers = told
    return answers


def _asked(answers: Answers, question: Question, said: list[Proposal]) -> Answers | None:
    """Return the answers with one more; ``None`` at the end of input."""
    from rail.operations.choose_questions import answers_stated

    for number, (option, label) in enumerate(question.options, 1):
        _say(f"  {number} {option}: {label}")
    for item in said:
        _say(f"  the release says: {visible(item.value)} ({visible(item.where)}); an empty answer takes it")
    for _ in range(_MOST_TRIES):
        _say(f"({question.form}) ", end="")
        line = sys.stdin.readline()
        if not line:
            _say("")
            return None
        text = line.strip()
        if not text:
            return answers
        if text == "?":
            _explain(answers, question)
            continue
        try:
            stated = answers_stated({question.id: question.split(text)}, {question.id: question.id})
        except InputError as error:
            _say(visible(error.message))
            continue
        return replace(answers, **{question.id: getattr(stated, question.id)})
    return answers


def _explain(answers: Answers, question: Question) -> None:
    _say(f"  {question.explain}")
    if question.id == "harms":
        _say(uses_page(answers if answers.artifacts else replace(answers, artifacts=("model",)), 100).text())


def _say(text: str, end: str = "\n") -> None:
    sys.stderr.write(f"{text}{end}")
    sys.stderr.flush()
