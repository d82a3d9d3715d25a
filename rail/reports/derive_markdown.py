"""What ``rail derive`` prints as Markdown: a page that can be filed and ticked off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.verdict import Verdict
from rail.reports.answer import shorten
from rail.reports.answer_markdown import escape
from rail.reports.derive import (
    LIMITS,
    NONE_POSSIBLE,
    PHASES,
    SAID,
    due_words,
    ground_line,
    limit_label,
    origins,
    remaining,
    restriction_lines,
    subject,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.reports.derive import DeriveReport


def derive_markdown(report: DeriveReport) -> str:
    """Return the derivation as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: DeriveReport) -> Iterator[str]:
    derivation = report.derivation
    yield f"# Derivative: {derivation.verdict.word}"
    yield ""
    yield f"{escape(subject(report))}: {SAID[derivation.verdict]}."
    yield f"As of {report.as_of}, knowledge of {report.knowledge_date}. {LIMITS}"
    yield ""
    for told in origins(report):
        yield f"* {escape(told)}"
    yield from ("", "## What decides", "")
    grounds = [one for one in derivation.grounds if one.effect is not Verdict.ALLOWED] or derivation.grounds
    for ground in grounds:
        place = ground_line(ground)
        said = f"* **{ground.effect.word}**: {escape(ground.says)}"
        yield f"{said} ({escape(place)})" if place else said
        if ground.next_step:
            yield f"  Next: {escape(ground.next_step)}"
    yield from _dues(report)
    yield from _burdens(report)
    yield from ("", "## Licences that remain possible for it", "")
    left = [f"* {escape(label)}: {escape(names)}" for label, names in remaining(derivation)]
    if derivation.reached.unknown:
        left = ["* cannot be told while the terms of an upstream are not known"]
    yield from left or [f"* {escape(NONE_POSSIBLE)}"]
    yield ""
    for age in report.ages:
        yield f"* {escape(age.words(report.as_of))}"


def _dues(report: DeriveReport) -> Iterator[str]:
    for phase, title in PHASES.items():
        dues = [due for due in report.derivation.dues if due.phase == phase]
        if dues:
            yield from ("", f"## {title}", "")
        for due in dues:
            label = escape(report.vocabulary.label(due.term.about))
            place = escape(f"{due.record.id}, {due.label}")
            doubt = f" {escape(due.doubt)}" if due.doubt else ""
            yield f"* [ ] {label} ({place}): {escape(due.term.summary)} When: {escape(due.deadline)}.{doubt}"
            words = due_words(report, due)
            if words:
                yield f"  > {escape(shorten(words))}"


def _burdens(report: DeriveReport) -> Iterator[str]:
    derivation = report.derivation
    if derivation.restrictions:
        yield from ("", "## Use restrictions that must travel", "")
        for license_id, labels in restriction_lines(report):
            yield f"* {escape(license_id)}: {escape(labels)}"
    if derivation.limits:
        yield from ("", "## Limits that go along", "")
        for item in derivation.limits:
            label = escape(report.vocabulary.label(item.term.about))
            yield f"* {label} ({escape(limit_label(item))}): {escape(item.term.summary)}"
