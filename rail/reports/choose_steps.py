"""The next steps after a choice: the literal commands."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from rail.attach.choose.eligibility import Fit
from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.attach.choose.engine import OwnLicense, PartChoice
    from rail.reports.choose import ChoiceReport

_COMPONENT = {"model": "weights", "code": "code", "data": "data", "application": "code"}
_NOT_FOR_DERIVE = frozenset({RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON, RelationKind.BUNDLES})


def next_steps(report: ChoiceReport) -> list[tuple[str, str]]:
    """Return commands, each with what it is for, in the order of doing."""
    steps: list[tuple[str, str]] = []
    if any(part.fit is Fit.UNKNOWN for part in report.parts):
        steps += _unknown(report)
    steps += _derive(report)
    for part in report.parts:
        if part.ranked and part.fit is not Fit.UNKNOWN:
            steps.append((_attach(report, part), f"attach the first choice for the {part.part}"))
        if part.own is not None and part.own.choice.fit is not Fit.IMPOSSIBLE:
            steps.append(
                (compose_command(report, part.part, part.own), f"or compose one of your own for the {part.part}")
            )
    return steps


def compose_command(report: ChoiceReport, part: str, own: OwnLicense) -> str:
    """Return the command that composes a licence of one's own."""
    words = ["rail", "compose", "--artifact", part, "--type", own.type]
    for name in own.restrictions:
        words += ["--restrict", name]
    return shlex.join([*words, "--licensor", _licensor(report)])


def _attach(report: ChoiceReport, part: PartChoice) -> str:
    first = part.ranked[0]
    words = ["rail", "attach", first.id, report.path or "."]
    if len(report.parts) > 1:
        words += ["--component", _COMPONENT[part.part]]
    words += ["--licensor", _licensor(report), "--authority", "owner"]
    return shlex.join([*words, *([] if first.is_held else ["--fetch"])])


def _derive(report: ChoiceReport) -> Iterator[tuple[str, str]]:
    bases = [item for item in report.upstreams if item.kind not in _NOT_FOR_DERIVE and not item.via and item.license]
    hubs = dict.fromkeys((item.name, item.kind) for item in bases if "/" in item.name)
    for name, kind in hubs:
        how = [] if kind is RelationKind.DERIVED else ["--how", kind.value]
        yield shlex.join(["rail", "derive", "--from", name, *how]), f"what must be carried along from {name}"


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


def _licensor(report: ChoiceReport) -> str:
    return report.answers.licensor or "NAME"
