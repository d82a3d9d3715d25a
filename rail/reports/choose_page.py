"""The choice on a terminal: answers, what upstreams leave, a ranking for each part, and the next steps."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rail.attach.choose.eligibility import Fit
from rail.attach.choose.wishes import State
from rail.model.verdict import Verdict
from rail.reports.choose import (
    FITS,
    KINDS,
    LIMITS,
    STATES,
    UNTOLD,
    answer_name,
    answer_text,
    cost_lines,
    obstacle_groups,
    obstacle_text,
    open_questions,
    row_text,
    text_line,
    together_text,
    upstream_text,
    use_label,
    why_below,
)
from rail.reports.choose_steps import next_steps
from rail.reports.page import Page

if TYPE_CHECKING:
    from rail.attach.choose.engine import OwnLicense, PartChoice
    from rail.attach.choose.ranking import Choice
    from rail.attach.choose.stuck import Stuck
    from rail.reports.choose import ChoiceReport

SHOWN = 3
_LISTED = 9
_COLUMN = 17
_STYLE = {Fit.POSSIBLE: "good", Fit.PERSON: "review", Fit.UNKNOWN: "review", Fit.IMPOSSIBLE: "error"}
_SAID = {
    Verdict.DENIED: "nothing is possible with these upstreams for at least one part",
    Verdict.UNKNOWN: "it is not known what the upstreams let you choose; unknown is no permission",
    Verdict.CONDITIONAL: "something is possible, under the terms named below",
}


def choose_page(report: ChoiceReport, width: int, shown: int = SHOWN) -> Page:
    """Lay out the choice; of each ranking the first ``shown`` in full."""
    page = Page(width)
    style = {Verdict.DENIED: "error", Verdict.UNKNOWN: "review"}.get(report.verdict, "good")
    page.add((report.verdict.word, style), (f": {_SAID[report.verdict]}", ""))
    full = [part.part for part in report.parts if part.stuck is not None]
    if full:
        page.add((f"Nothing here meets every answer for: {', '.join(full)}. See below what would.", "warning"))
    _answers(page, report)
    for part in report.parts:
        _part(page, report, part, shown)
    page.blank()
    page.add(("Put in order by, the first that differs decides", "head"))
    page.add(("; ".join(words for _, words in report.criteria), "quiet"), indent=2)
    page.blank()
    page.add(("Next", "head"))
    for command, what in next_steps(report):
        page.add((f"# {what}", "quiet"), indent=2)
        page.add((command, ""), indent=2, hang=6)
    page.blank()
    for age in report.ages:
        page.add((f"{age.words(report.as_of)}.", "quiet"))
    page.add((f"As of {report.as_of}, knowledge of {report.knowledge.date}. {LIMITS}", "quiet"))
    return page


def _answers(page: Page, report: ChoiceReport) -> None:
    page.blank()
    page.add(("Your answers", "head"))
    for question, words in report.questions.items():
        text = answer_text(report, question)
        if text:
            page.add((words, "label"), (f" {text}", ""), indent=2, hang=4)
    left = [report.questions[name] for name in open_questions(report)]
    if left:
        page.add(("not answered, and so not known: ", "review"), (" ".join(left), ""), indent=2, hang=4)
    if report.proposals:
        page.blank()
        page.add((f"What {report.path} says itself, taken beside your answers", "head"))
        for item in report.proposals:
            page.add((f"{item.question}: ", "label"), (f"{item.value} ({item.where})", ""), indent=2, hang=4)
    if report.upstreams:
        page.blank()
        page.add(("Upstreams", "head"))
        for upstream in report.upstreams:
            page.add((upstream_text(upstream), "" if upstream.license else "review"), indent=2, hang=4)
    if report.untold:
        page.add((UNTOLD, "label"), (", ".join(report.untold), ""), indent=2, hang=4)


def _part(page: Page, report: ChoiceReport, part: PartChoice, shown: int) -> None:
    page.blank()
    page.add((f"For the {part.part}", "title"))
    if not part.ranked:
        page.add(
            ("No licence is possible alone: ", "error"),
            ("every licence stands against an upstream, see below.", ""),
            indent=2,
        )
    if part.together:
        page.add((together_text(part.together), "review"), indent=2, hang=4)
    for number, choice in enumerate(part.ranked[:shown]):
        above = part.ranked[number - 1] if number else None
        _choice(page, report, choice, number + 1, above)
    further = part.ranked[shown : shown + _LISTED]
    if further:
        page.blank()
        page.add(("Further down", "head"))
        for number, choice in enumerate(further, shown):
            why = why_below(report, choice, part.ranked[number - 1])
            page.add((f"{number + 1}. {choice.id}", ""), (f" ({why})", "quiet"), indent=2, hang=6)
        rest = len(part.ranked) - shown - len(further)
        if rest > 0:
            page.add((f"and {rest} more, all with --format json", "quiet"), indent=2)
    if part.stuck is not None:
        _stuck(page, report, part.stuck)
    if part.own is not None:
        _own(page, part.own)
    _impossible(page, part)
    _not_offered(page, part)


def _choice(page: Page, report: ChoiceReport, choice: Choice, number: int, above: Choice | None) -> None:
    page.blank()
    page.add((f"{number}. {choice.id}", "head"), (f"  {choice.license.name}", ""), indent=2, hang=5)
    page.add((FITS[choice.fit], _STYLE[choice.fit]), indent=5)
    for one in choice.obstacles:
        page.add((obstacle_text(one), ""), indent=5, hang=7)
    for state in State:
        rows = [row for row in choice.rows if row.state is state]
        for row in rows:
            page.labelled(STATES[state], (row_text(report, choice, row), ""), indent=5, column=_COLUMN + 4)
    if choice.unwished:
        labels = ", ".join(use_label(report.vocabulary, name) for name in choice.unwished)
        page.labelled("forbids as well", (labels, ""), indent=5, column=_COLUMN + 4)
    for title, words in cost_lines(report, choice):
        page.labelled(title, (words, "quiet"), indent=5, column=_COLUMN + 4)
    page.labelled("its text", (text_line(choice), "quiet"), indent=5, column=_COLUMN + 4)
    if above is not None:
        page.labelled("below the last", (why_below(report, choice, above), "quiet"), indent=5, column=_COLUMN + 4)


def _stuck(page: Page, report: ChoiceReport, found: Stuck) -> None:
    page.blank()
    page.add(("Nothing here meets every answer", "warning"))
    for answer in found.unmet:
        page.add((f"No licence here meets: {answer_name(report, answer)}.", ""), indent=2, hang=4)
    for one, other in found.exclusive[:_LISTED]:
        page.add(
            (f"No licence meets both: {answer_name(report, one)}, and {answer_name(report, other)}.", ""),
            indent=2,
            hang=4,
        )
    for opening in found.openings[:_LISTED]:
        names = " and ".join(answer_name(report, answer) for answer in opening.answers)
        more = opening.count - len(opening.licenses)
        listed = f"{', '.join(opening.licenses)}{f' and {more} more' if more else ''}"
        page.add((f"Change {names}: then {listed} would meet the rest.", ""), indent=2, hang=4)


def _own(page: Page, own: OwnLicense) -> None:
    page.blank()
    page.add(("Compose your own", "head"))
    page.add((f"It would add: {'; '.join(own.adds)}.", ""), indent=2, hang=4)
    page.add((FITS[own.choice.fit], _STYLE[own.choice.fit]), indent=2)
    for one in own.choice.obstacles:
        page.add((obstacle_text(one), ""), indent=2, hang=4)
    if own.choice.fit is not Fit.IMPOSSIBLE:
        page.add(
            (
                "The command stands at the end. Nobody knows the text yet, and counsel must review it.",
                "quiet",
            ),
            indent=2,
        )


def _impossible(page: Page, part: PartChoice) -> None:
    if not part.impossible:
        return
    page.blank()
    page.add((f"Impossible as they stand, and never recommended: {len(part.impossible)}", "error"))
    for text, fix, names in obstacle_groups(part.impossible):
        listed = names if len(names) <= _LISTED else [*names[:_LISTED], f"and {len(names) - _LISTED} more"]
        page.add((text, ""), indent=2, hang=4)
        page.add((f"rules out: {', '.join(listed)}", "quiet"), indent=4)
        page.add((f"what helps: {fix}", "quiet"), indent=4)


def _not_offered(page: Page, part: PartChoice) -> None:
    kinds: dict[str, list[str]] = defaultdict(list)
    for item in part.not_offered:
        kinds[item.kind].append(item.license)
    if kinds:
        page.blank()
        page.add(("Not offered", "head"))
    for kind in KINDS:
        if kind in kinds:
            names = kinds[kind]
            listed = names if len(names) <= _LISTED else [*names[:_LISTED], f"and {len(names) - _LISTED} more"]
            page.add((f"{KINDS[kind]}: ", "label"), (", ".join(listed), "quiet"), indent=2, hang=4)
