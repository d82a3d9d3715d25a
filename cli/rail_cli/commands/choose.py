"""``rail choose``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rail_cli.output import stdout_width, write_file, write_stdout, write_stdout_page

if TYPE_CHECKING:
    from rail.reports.choose import ChoiceReport

PARTS = ("model", "code", "data", "application")


@click.command("choose", epilog="Example: rail choose --artifact model --base bigscience/bloom=finetune --data none")
@click.argument("path", required=False, metavar="[PATH]")
@click.option("--answers", "answers_file", metavar="FILE", help="Read answers from YAML or JSON; options add to them.")
@click.option("--save", metavar="FILE", help="Write the answers that were chosen by.")
@click.option("--interactive/--no-interactive", default=None, help="Ask what is not answered (default: on a terminal).")
@click.option("--artifact", "artifacts", multiple=True, type=click.Choice(PARTS), help="What is published; repeatable.")
@click.option(
    "--base",
    "bases",
    multiple=True,
    metavar="NAME[=HOW,LICENCE]",
    help="A model that it is built on, or none; repeatable.",
)
@click.option("--data", multiple=True, metavar="NAME[=LICENCE]", help="Training data, or none; repeatable.")
@click.option("--audience", type=click.Choice(["everyone", "research", "named"]), help="Who may use it.")
@click.option("--commercial", type=click.Choice(["yes", "no"]), help="Others may use it in a business.")
@click.option(
    "--sharing",
    type=click.Choice(["allowed", "same-terms", "unchanged", "none"]),
    help="Others may change it and pass it on.",
)
@click.option("--forbid", "harms", multiple=True, metavar="USE", help="A use to forbid, or none; repeatable.")
@click.option("--eu", type=click.Choice(["yes", "no"]), help="It is offered in the European Union.")
@click.option("--licensor", metavar="NAME", help="Who grants the licence.")
@click.option("--contact", metavar="ADDRESS", help="Where people write about it.")
@click.option("--consider", multiple=True, metavar="LICENCE", help="An older edition to look at too; repeatable.")
@click.option("--uses", is_flag=True, help="List the uses that can be forbidden, with the clauses that do it.")
@click.option("--top", type=click.IntRange(1, 50), default=3, show_default=True, help="How many to show in full.")
@click.option("--as-of", metavar="DATE", help="The day that the report speaks of (default: today, UTC).")
@click.option(
    "--format", "format_", type=click.Choice(["terminal", "json", "markdown"]), default="terminal", show_default=True
)
def command(  # noqa: PLR0913 # options that are handled here, apart from the answers
    *,
    path: str | None,
    answers_file: str | None,
    save: str | None,
    interactive: bool | None,
    uses: bool,
    top: int,
    as_of: str | None,
    format_: str,
    **stated: object,
) -> int:
    """Choose a licence by ten plain questions.

    On a terminal the questions are asked; a file (rail schema choose-answers) or options answer them elsewhere, and
    the same answers give the same result. With a PATH, parts, bases and data of a release are taken from its files.
    The answer is a ranking of the licences that you could grant, with the clauses that meet each answer, what each
    costs, and what upstreams make impossible. What is not answered is not known: without a word on bases and data no
    choice is called possible. Exits with 0 where something is possible, with 1 where nothing is or it is not known.
    """
    from rail.model.verdict import Verdict
    from rail.operations.choose import choose
    from rail_cli.choosing import answers_from, interview, uses_page

    answers = answers_from(answers_file, stated)
    if uses:
        write_stdout_page(uses_page(answers, stdout_width()))
        return 0
    asks = sys.stdin.isatty() and answers_file is None if interactive is None else interactive
    if asks:
        answers = interview(answers, path, as_of)
    report = choose(answers, path, as_of=as_of)
    if save is not None:
        from rail.attach.choose.answers import answers_yaml

        write_file(save, f"# Answers for `rail choose --answers`.\n{answers_yaml(report.answers)}")
    _print(report, format_, top)
    return 0 if report.verdict >= Verdict.CONDITIONAL else 1


def _print(report: ChoiceReport, format_: str, top: int) -> None:
    if format_ == "json":
        from rail.reports.choose_json import choose_json

        write_stdout(choose_json(report))
    elif format_ == "markdown":
        from rail.reports.choose_markdown import choose_markdown

        write_stdout(choose_markdown(report, top))
    else:
        from rail.reports.choose_page import choose_page

        write_stdout_page(choose_page(report, stdout_width(), top))
