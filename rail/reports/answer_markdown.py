"""An answer as Markdown: a page that can be filed, printed and signed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.reports.answer import (
    LIMITS,
    about_text,
    clause_of,
    gone_text,
    instrument_text,
    profile_document,
    question_text,
    shorten,
)
from rail.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.reports.answer import AnswerReport

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#"})


def markdown(report: AnswerReport) -> str:
    """Return the answer with its reasons, duties and open questions."""
    return "\n".join(_lines(report)) + "\n"


def escape(text: str) -> str:
    """Return text that Markdown shows as it stands, on one line."""
    return visible(" ".join(text.split())).translate(_SPECIAL)


def _lines(report: AnswerReport) -> Iterator[str]:
    answer = report.answer
    yield f"# {escape(report.subject)}: {answer.verdict.word}"
    yield ""
    yield f"Read as {escape(report.how)}. As of {report.as_of}, knowledge of {report.knowledge_date}."
    yield LIMITS
    if len(report.instruments) > 1:
        yield ""
        yield "Asked together:"
        yield ""
        for item in report.instruments:
            yield f"* {escape(instrument_text(item))}"
    for told in gone_text(report):
        yield ""
        yield escape(told)
    yield ""
    yield "## What decides"
    yield ""
    for reason in answer.reasons:
        quoted = clause_of(report, reason.instrument, reason.clause)
        place = f"{reason.instrument}, {quoted.label}" if quoted.label else reason.instrument
        label = escape(about_text(report, reason.about))
        yield f"* **{reason.effect.word}**, {label} ({escape(place)}): {escape(reason.says)}"
        if quoted.words:
            yield f"  > {escape(shorten(quoted.words))}"
    yield from _duties(report)
    yield from _missing(report)
    yield ""
    yield "## The stated facts"
    yield ""
    yield "```json"
    yield json.dumps(profile_document(report.profile), indent=2)
    yield "```"
    yield ""
    for age in report.ages:
        yield f"* {escape(age.words(report.as_of))}"


def _duties(report: AnswerReport) -> Iterator[str]:
    if not report.answer.duties:
        return
    yield ""
    yield "## What must be done"
    yield ""
    for duty in report.answer.duties:
        quoted = clause_of(report, duty.instrument, duty.clause)
        label = escape(report.vocabulary.label(duty.term.about))
        yield f"* {label} ({escape(duty.instrument)}, {escape(quoted.label)}): {escape(duty.term.summary)}"
        phrase = duty.term.params.get("phrase") or duty.term.params.get("prefix")
        if phrase:
            yield f"  > {escape(str(phrase))}"


def _missing(report: AnswerReport) -> Iterator[str]:
    if not report.answer.missing:
        return
    yield ""
    yield "## What is not stated"
    yield ""
    for item in report.answer.missing:
        ways = ", ".join(f"{label}: {verdict.word}" for label, verdict in item.leads_to.items())
        yield f"* {escape(question_text(report, item.question))} {escape(ways)}"
