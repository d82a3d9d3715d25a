"""What ``rail ask`` prints: the verdict, what decides it with the words of the text, duties, and what is missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.model.verdict import Verdict
from rail.reports.encode import SCHEMA_VERSION, to_json
from rail.reports.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.profile import UseProfile
    from rail.model.record_age import RecordAge
    from rail.model.vocabulary import Vocabulary
    from rail.terms.ask.answer import Answer, DueDuty, Instrument, Missing, Reason

_STYLE = {
    Verdict.DENIED: "error",
    Verdict.UNKNOWN: "review",
    Verdict.CONDITIONAL: "warning",
    Verdict.ALLOWED: "good",
}
_SAID = {
    Verdict.DENIED: "a term forbids it on the facts that are stated",
    Verdict.UNKNOWN: "it cannot be told from what is stated and what is recorded; unknown is not permission",
    Verdict.CONDITIONAL: "permitted under the conditions below",
    Verdict.ALLOWED: "permitted by the clauses below; no term restricts what is stated",
}
_PLACES = {"territory": "Where is it used, and where is your seat?", "domicile": "Where is your seat?"}
_LONGEST = 400
LIMITS = "No legal advice: this is what recorded terms say of the stated facts."
_OWN_HEADS = {"terms": "Terms not known", "conclusion": "Somebody's conclusion"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause's label, and its words where the text is at hand."""

    label: str
    words: str | None


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """An answer with everything that a reader needs to check it.

    Attributes:
        how: in words, how the subject was read.
        quotes: (instrument, clause id) -> label and words.
    """

    subject: str
    how: str
    profile: UseProfile
    answer: Answer
    instruments: tuple[Instrument, ...]
    quotes: Mapping[tuple[str, str], Quoted]
    ages: tuple[RecordAge, ...]
    vocabulary: Vocabulary
    as_of: str
    knowledge_date: str


def answer_json(report: AnswerReport) -> str:
    """Return the answer as JSON (``ask-output.schema.json``)."""
    answer = report.answer
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "subject": report.subject,
            "read_as": report.how,
            "verdict": answer.verdict.word,
            "reasons": [_reason_row(report, reason) for reason in answer.reasons],
            "duties": [_duty_row(report, duty) for duty in answer.duties],
            "missing": [_missing_row(report, item) for item in answer.missing],
            "instruments": [_instrument_row(item) for item in report.instruments],
            "profile": profile_document(report.profile),
            "records": [age.row() for age in report.ages],
            "as_of": report.as_of,
            "knowledge_date": report.knowledge_date,
            "limits": LIMITS,
        }
    )


def profile_document(profile: UseProfile) -> dict[str, object]:
    """Return a profile as it stands in a profile file; what is not stated is left out."""
    stated: dict[str, object] = {
        "uses": list(profile.uses),
        "not_uses": list(profile.not_uses),
        "actions": list(profile.actions),
        "sectors": list(profile.sectors),
        "territory": list(profile.territory),
        "domicile": list(profile.domicile),
        "actor": profile.actor,
        "description": profile.description,
        "facts": dict(profile.facts),
        "currency": profile.currency,
    }
    return {name: value for name, value in stated.items() if value}


def profile_yaml(profile: UseProfile) -> str:
    """Return a profile as the lines of a profile file."""
    # JSON is YAML: one way of quoting for both.
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in profile_document(profile).items())


def answer_page(report: AnswerReport, width: int) -> Page:
    """Lay out the answer, the deciding reasons first."""
    page = Page(width)
    verdict = report.answer.verdict
    page.add((verdict.word, _STYLE[verdict]), (f": {_SAID[verdict]}", ""))
    page.add((f"{report.subject}, read as {report.how}", "quiet"))
    if len(report.instruments) > 1:
        page.add((f"Asked together: {'; '.join(map(instrument_text, report.instruments))}", "quiet"), hang=2)
    for told in gone_text(report):
        page.add((told, "review"), hang=2)
    for effect in Verdict:
        _reasons(page, report, effect)
    _duties(page, report)
    _missing(page, report)
    _closing(page, report)
    return page


def answer_markdown(report: AnswerReport) -> str:
    """Return the answer as Markdown, for a file that counsel gets to read."""
    from rail.reports.answer_markdown import markdown

    return markdown(report)


def clause_of(report: AnswerReport, instrument: str, clause: str) -> Quoted:
    """Return label and words of a clause; the id itself where no record knows it."""
    return report.quotes.get((instrument, clause), Quoted(clause, None))


def shorten(words: str) -> str:
    """Return the words of a clause on one line, cut where they run long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 4].rsplit(' ', 1)[0]} ..."


def question_text(report: AnswerReport, question: str) -> str:
    """Return a question in plain words."""
    kind, _, name = question.partition(":")
    if kind == "use":
        return f"Does the use fall under: {report.vocabulary.label(name)}?"
    if question in _PLACES:
        return _PLACES[question]
    entry = report.vocabulary.kinds["questions"].get(question)
    return question if entry is None else entry.label


def about_text(report: AnswerReport, about: str) -> str:
    """Return in words what a reason is about."""
    return _OWN_HEADS.get(about) or report.vocabulary.label(about)


def gone_text(report: AnswerReport) -> list[str]:
    """Return a sentence for each changed text from which clauses are gone: what they said does not count any more."""
    return [f"{item.name}: gone from the text: {', '.join(item.gone)}." for item in report.instruments if item.gone]


def instrument_text(item: Instrument) -> str:
    """Return an instrument with what it is to the subject."""
    role = "" if item.role == "licence" else f"{item.role} "
    path = item.path.removesuffix(item.name).rstrip()
    own = item.license.origin if item.license else ""
    claim = f", by a record of your own, {own}" if own else ""
    return f"{role}{item.name} ({path}){claim}" if path and path not in item.name else f"{role}{item.name}{claim}"


def _reasons(page: Page, report: AnswerReport, effect: Verdict) -> None:
    reasons = [reason for reason in report.answer.reasons if reason.effect is effect]
    if not reasons:
        return
    page.blank()
    page.add((effect.word, "head"))
    for reason in reasons:
        quoted = clause_of(report, reason.instrument, reason.clause)
        place = f"{reason.instrument}, {quoted.label}" if quoted.label else reason.instrument
        page.add(
            (about_text(report, reason.about), "label"),
            (f" ({place}): ", "place"),
            (reason.says, ""),
            indent=2,
            hang=4,
        )
        if quoted.words and effect is not Verdict.ALLOWED and reason.kind != "duty":
            page.add((f'"{shorten(quoted.words)}"', "quiet"), indent=4)


def _duties(page: Page, report: AnswerReport) -> None:
    if not report.answer.duties:
        return
    page.blank()
    page.add(("What you must do", "head"))
    for duty in report.answer.duties:
        quoted = clause_of(report, duty.instrument, duty.clause)
        place = f" ({duty.instrument}, {quoted.label}): "
        page.add(
            (report.vocabulary.label(duty.term.about), "label"),
            (place, "place"),
            (duty.term.summary, ""),
            indent=2,
            hang=4,
        )
        phrase = duty.term.params.get("phrase") or duty.term.params.get("prefix")
        if phrase:
            page.add((f'"{phrase}"', ""), indent=4)


def _missing(page: Page, report: AnswerReport) -> None:
    if not report.answer.missing:
        return
    page.blank()
    page.add(("What is not stated, and what each answer would lead to", "head"))
    for item in report.answer.missing:
        ways = ", ".join(f"{label}: {verdict.word}" for label, verdict in item.leads_to.items())
        page.add((question_text(report, item.question), ""), (f" {ways}", "label"), indent=2, hang=4)


def _closing(page: Page, report: AnswerReport) -> None:
    page.blank()
    for age in report.ages:
        page.add((f"{age.words(report.as_of)}.", "quiet"))
    page.add((f"As of {report.as_of}, knowledge of {report.knowledge_date}. {LIMITS}", "quiet"))


def _reason_row(report: AnswerReport, reason: Reason) -> dict[str, object]:
    quoted = clause_of(report, reason.instrument, reason.clause)
    return {
        "license": reason.instrument,
        "clause": quoted.label or None,
        "clause_id": reason.clause or None,
        "category": reason.about,
        "kind": reason.kind,
        "effect": reason.effect.word,
        "says": reason.says,
        "quote": quoted.words,
        "questions": list(reason.questions),
    }


def _duty_row(report: AnswerReport, duty: DueDuty) -> dict[str, object]:
    quoted = clause_of(report, duty.instrument, duty.clause)
    return {
        "license": duty.instrument,
        "clause": quoted.label,
        "about": duty.term.about,
        "says": duty.term.summary,
        "when": list(duty.term.when),
        "params": dict(sorted(duty.term.params.items())),
        "quote": quoted.words,
    }


def _missing_row(report: AnswerReport, item: Missing) -> dict[str, object]:
    return {
        "question": item.question,
        "text": question_text(report, item.question),
        "leads_to": {label: verdict.word for label, verdict in item.leads_to.items()},
        "decides": item.decides,
    }


def _instrument_row(item: Instrument) -> dict[str, object]:
    return {
        "name": item.name,
        "role": item.role,
        "terms_known": item.terms is not None,
        "path": item.path,
        "problem": item.problem or None,
        "contested": item.contested or None,
        "origin": (item.license.origin or None) if item.license else None,
        "unread": list(item.unread),
        "gone": list(item.gone),
    }
