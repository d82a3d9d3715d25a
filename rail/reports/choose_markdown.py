"""The choice as Markdown: a page for counsel, with every reason and clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.choose.answers import answers_yaml
from rail.attach.choose.eligibility import Fit
from rail.reports.answer_markdown import escape
from rail.reports.choose import (
    FITS,
    LIMITS,
    STATES,
    UNTOLD,
    answer_name,
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.attach.choose.engine import PartChoice
    from rail.attach.choose.ranking import Choice
    from rail.reports.choose import ChoiceReport


def choose_markdown(report: ChoiceReport, shown: int) -> str:
    """Return the choice; of each ranking the first ``shown`` in full."""
    return "\n".join(_lines(report, shown)) + "\n"


def _lines(report: ChoiceReport, shown: int) -> Iterator[str]:
    yield f"# Choice of terms: {report.verdict.word}"
    yield ""
    yield f"As of {report.as_of}, knowledge of {report.knowledge.date}."
    yield LIMITS
    yield ""
    yield "## The answers"
    yield ""
    yield "```yaml"
    yield answers_yaml(report.answers).rstrip().replace("```", "\\u0060\\u0060\\u0060")
    yield "```"
    for name in open_questions(report):
        yield f"* not answered, and so not known: {escape(report.questions[name])}"
    for item in report.proposals:
        yield f"* {escape(report.path or '')} says itself: {item.question} {escape(item.value)} ({escape(item.where)})"
    for upstream in report.upstreams:
        yield f"* upstream {escape(upstream_text(upstream))}"
    if report.untold:
        yield f"* {UNTOLD}{escape(', '.join(report.untold))}"
    for part in report.parts:
        yield from _part(report, part, shown)
    yield ""
    yield "## Put in order by"
    yield ""
    for number, (_, words) in enumerate(report.criteria, 1):
        yield f"{number}. {escape(words)}"
    yield ""
    yield "## Next"
    yield ""
    for command, what in next_steps(report):
        yield f"* {escape(what)}: `{command.replace('`', '')}`"
    yield ""
    for age in report.ages:
        yield f"* {escape(age.words(report.as_of))}"


def _part(report: ChoiceReport, part: PartChoice, shown: int) -> Iterator[str]:
    yield ""
    yield f"## For the {part.part}"
    if not part.ranked:
        yield ""
        yield "No licence is possible alone: every one stands against an upstream."
    if part.together:
        yield ""
        yield escape(together_text(part.together))
    for number, choice in enumerate(part.ranked):
        if number < shown:
            yield from _choice(report, choice, number + 1)
        else:
            if number == shown:
                yield ""
                yield "### Further down"
                yield ""
            yield f"{number + 1}. {choice.id} ({escape(why_below(report, choice, part.ranked[number - 1]))})"
    yield from _stuck(report, part)
    if part.own is not None:
        yield ""
        yield "### One of your own"
        yield ""
        yield f"It would add: {escape('; '.join(part.own.adds))}. {FITS[part.own.choice.fit].capitalize()}."
        yield from (f"* {escape(obstacle_text(one))}" for one in part.own.choice.obstacles)
    if part.impossible:
        yield ""
        yield "### Impossible as they stand, and never recommended"
        yield ""
        for text, fix, names in obstacle_groups(part.impossible):
            yield f"* {escape(text)} Rules out: {', '.join(names)}. What helps: {escape(fix)}."


def _choice(report: ChoiceReport, choice: Choice, number: int) -> Iterator[str]:
    yield ""
    yield f"### {number}. {choice.id}: {escape(choice.license.name)}"
    yield ""
    mark = "" if choice.fit is Fit.POSSIBLE else "**"
    yield f"{mark}{FITS[choice.fit].capitalize()}.{mark}"
    yield ""
    for one in choice.obstacles:
        yield f"* upstream: {escape(obstacle_text(one))}"
    for row in choice.rows:
        yield f"* **{STATES[row.state]}** {escape(row_text(report, choice, row))}"
    if choice.unwished:
        labels = ", ".join(use_label(report.vocabulary, name) for name in choice.unwished)
        yield f"* forbids as well: {escape(labels)}"
    for title, words in cost_lines(report, choice):
        yield f"* {title}: {escape(words)}"
    yield f"* its text: {escape(text_line(choice))}"


def _stuck(report: ChoiceReport, part: PartChoice) -> Iterator[str]:
    if part.stuck is None:
        return
    yield ""
    yield "### Nothing here meets every answer"
    yield ""
    for answer in part.stuck.unmet:
        yield f"* No licence here meets: {escape(answer_name(report, answer))}."
    for one, other in part.stuck.exclusive:
        yield f"* No licence meets both: {escape(answer_name(report, one))}, and {escape(answer_name(report, other))}."
    for opening in part.stuck.openings:
        names = " and ".join(answer_name(report, answer) for answer in opening.answers)
        yield f"* Change {escape(names)}: then {', '.join(opening.licenses)} would meet the rest ({opening.count})."
