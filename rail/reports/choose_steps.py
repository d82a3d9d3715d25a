"""The next steps after a choice: the literal commands."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from rail.attach.choose.eligibility import Fit
from rail.attach.choose.own import VERSION
from rail.attach.choose.wishes import unmet_answers
from rail.model.facts import RelationKind
from rail.reports.choose import answer_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.attach.choose.engine import OwnLicense
    from rail.attach.choose.ranking import Choice
    from rail.reports.choose import ChoiceReport

_COMPONENT = {"model": "weights", "code": "code", "data": "data", "application": "code"}
_NOT_FOR_DERIVE = frozenset({RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON, RelationKind.BUNDLES})


def next_steps(report: ChoiceReport) -> list[tuple[str, str]]:
    """Return commands, each with what it is for, in the order of doing."""
    steps: list[tuple[str, str]] = []
    if any(part.fit is Fit.UNKNOWN for part in report.parts):
        steps += _unknown(report)
    if report.unread and report.path is not None:
        steps.append((shlex.join(["rail", "check", report.path]), "tells what could not be read, and how to mend it"))
    steps += _derive(report)
    steps += _attach(report)
    for part in report.parts:
        if part.own is not None and part.own.choice.fit is not Fit.IMPOSSIBLE:
            what = "compose one of your own" if part.stuck else "or compose one of your own"
            steps.append((compose_command(report, part.part, part.own), f"{what} for the {part.part}"))
    return steps


def compose_command(report: ChoiceReport, part: str, own: OwnLicense) -> str:
    """Return the command that composes a licence of one's own."""
    planned = own.planned
    words = [
        "rail",
        "compose",
        "--name",
        planned.name,
        "--version",
        VERSION,
        "--artifact",
        part,
        "--type",
        planned.type,
    ]
    for name in planned.restrictions:
        words += ["--restrict", name]
    words += _licensor(report)
    return shlex.join([*words, *(["--contact", report.answers.contact] if report.answers.contact else [])])


def _attach(report: ChoiceReport) -> Iterator[tuple[str, str]]:
    """Yield the command that attaches the first choices, of all parts at once."""
    firsts = [(part, part.ranked[0]) for part in report.parts if part.ranked and part.fit is not Fit.UNKNOWN]
    if not firsts:
        return
    licenses = {_COMPONENT[part.part]: choice for part, choice in firsts}
    (component, first), *others = licenses.items()
    words = ["rail", "attach", first.id, report.path or "."]
    if len(report.parts) > 1:
        words += ["--component", component]
        for name, choice in others:
            words += ["--also", f"{name}={choice.id}"]
    words += _licensor(report)
    options = _text_options(licenses.values())
    but = _unmet_words(report, [choice for _, choice in firsts])
    yield shlex.join([*words, *options]), f"attach the first choice{but}; it asks who may grant it, and why"
    ranked = firsts[0][0].ranked
    held = next((number for number, choice in enumerate(ranked) if choice.is_held), None)
    if options and held is not None and len(report.parts) == 1:
        words[2] = ranked[held].id
        but = _unmet_words(report, [ranked[held]])
        yield shlex.join(words), f"or number {held + 1}, the first whose text is held here{but}"


def _unmet_words(report: ChoiceReport, choices: Sequence[Choice]) -> str:
    """Return in words which answers some choices leave unmet; empty where they meet all."""
    unmet = dict.fromkeys(answer for choice in choices for answer in unmet_answers(choice.rows))
    return f", which leaves unmet: {', '.join(answer_name(report, answer) for answer in unmet)}" if unmet else ""


def _text_options(choices: Iterable[Choice]) -> list[str]:
    """Return what brings the texts that are not held here."""
    texts = [choice.license.text for choice in choices if not choice.is_held]
    if any(text is not None and text.fetch_url for text in texts):
        return ["--fetch"]
    return ["--text", "FILE"] if texts else []


def _derive(report: ChoiceReport) -> Iterator[tuple[str, str]]:
    """Yield the command that tells what all bases together ask."""
    bases = [item for item in report.upstreams if item.kind not in _NOT_FOR_DERIVE and not item.via and item.license]
    hubs = list(dict.fromkeys((item.name, item.kind) for item in bases if "/" in item.name))
    words = ["rail", "derive"]
    for name, kind in hubs:
        words += ["--from", name if kind is RelationKind.DERIVED or len(hubs) == 1 else f"{name}={kind.value}"]
    if len(hubs) == 1 and hubs[0][1] is not RelationKind.DERIVED:
        words += ["--how", hubs[0][1].value]
    if hubs:
        names = " and ".join(name for name, _ in hubs)
        yield shlex.join(words), f"tells what must be carried along from {names}; with PATH and --fix, writes it"


def _unknown(report: ChoiceReport) -> Iterator[tuple[str, str]]:
    names = dict.fromkeys(
        name
        for part in report.parts
        for choice in part.ranked[:1]
        for one in choice.obstacles
        if one.fit is Fit.UNKNOWN
        for name in one.upstreams
    )
    for name in names:
        is_data = any(item.name == name and item.kind is RelationKind.TRAINED_ON for item in report.upstreams)
        option = "--data" if is_data else "--base"
        yield f"rail choose {option} {shlex.quote(f'{name}=LICENCE')} ...", "read its licence, and say which it is"
    for question, option in (("bases", "--base"), ("data", "--data")):
        told = any(item.question == question for item in report.proposals)
        if not report.answers.is_answered(question) and not told:
            yield f"rail choose {option} NAME ... (or {option} none)", report.questions[question]


def _licensor(report: ChoiceReport) -> list[str]:
    """Return the option that names the licensor; who was not named is asked for by the command itself."""
    return ["--licensor", report.answers.licensor] if report.answers.licensor else []
