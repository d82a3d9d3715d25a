"""``rail ask --interactive``: ask for what could change the answer, most telling first, until nothing could."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.reports.answer import profile_yaml, question_text
from rail.reports.visible import visible
from rail.terms.ask.ways import PLACES

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.profile import UseProfile
    from rail.reports.answer import AnswerReport

_MOST = 60


class _EndOfInputError(Exception):
    """Nobody answers any more."""


def interview(report: AnswerReport, ask: Callable[[UseProfile], AnswerReport]) -> AnswerReport:
    """Ask on standard error, read from standard input; an empty line leaves a fact open, ``?`` explains."""
    left_open: set[str] = set()
    _say("An empty answer leaves a fact open; ? explains; the end of input ends the questions.")
    try:
        while (question := _next(report, left_open)) is not None and len(left_open) < _MOST:
            changed = _answered(report, question)
            if changed is None:
                left_open.add(question)
            else:
                report = ask(changed)
    except _EndOfInputError:
        _say("")
    _say(f"The profile:\n{profile_yaml(report.profile)}", end="")
    return report


def _next(report: AnswerReport, left_open: set[str]) -> str | None:
    """Return the most telling question that is not answered and whose answer could change the verdict."""
    verdict = report.answer.verdict
    for item in report.answer.missing:
        matters = item.decides or any(way is not verdict for way in item.leads_to.values())
        if matters and item.question not in left_open and not _is_answered(report.profile, item.question):
            return item.question
    return None


def _is_answered(profile: UseProfile, question: str) -> bool:
    return question in profile.facts or bool(question in PLACES and getattr(profile, question))


def _answered(report: AnswerReport, question: str) -> UseProfile | None:
    """Return the profile with the answer, or ``None`` where the fact stays open."""
    while True:
        _say(f"{question_text(report, question)} ({_form(report, question)}) ", end="")
        line = sys.stdin.readline()
        if not line:
            raise _EndOfInputError
        text = line.strip()
        if not text:
            return None
        if text == "?":
            _explain(report, question)
            continue
        try:
            return with_answer(report, question, text)
        except InputError as error:
            _say(visible(error.message))


def _form(report: AnswerReport, question: str) -> str:
    if question in PLACES:
        return "codes such as FR, US"
    entry = report.vocabulary.kinds["questions"].get(question)
    is_number = entry is not None and entry.details.get("answer") == "number"
    return "a whole number" if is_number else "yes, no"


def with_answer(report: AnswerReport, question: str, text: str) -> UseProfile:
    """Return the profile with one more answer.

    Raises:
        InputError: the text is no answer to the question.
    """
    from rail.operations.stated import fact_of, place_of

    profile = report.profile
    kind, _, name = question.partition(":")
    if kind == "use":
        if text.lower() not in {"yes", "no", "y", "n"}:
            message = "expected yes or no"
            raise InputError(message)
        if text.lower().startswith("y"):
            return replace(profile, uses=(*profile.uses, name))
        return replace(profile, not_uses=(*profile.not_uses, name))
    if question in PLACES:
        codes = tuple(place_of(code, report.vocabulary, question) for code in text.replace(",", " ").split())
        return replace(profile, territory=codes) if question == "territory" else replace(profile, domicile=codes)
    short = {"y": "yes", "n": "no"}.get(text.lower(), text)
    return profile.with_fact(question, fact_of(question, short, report.vocabulary, "answer"))


def _explain(report: AnswerReport, question: str) -> None:
    kind, _, name = question.partition(":")
    entry = report.vocabulary.kinds["uses" if kind == "use" else "questions"].get(name if kind == "use" else question)
    if entry is not None:
        _say(f"  {entry.definition}")
    for reason in report.answer.reasons:
        if question in reason.questions:
            _say(f"  {visible(reason.instrument)}: {visible(reason.says)}")


def _say(text: str, end: str = "\n") -> None:
    sys.stderr.write(f"{text}{end}")
    sys.stderr.flush()
