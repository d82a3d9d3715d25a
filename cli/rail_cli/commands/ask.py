"""``rail ask``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rail_cli.output import stdout_width, write_stdout, write_stdout_page

if TYPE_CHECKING:
    from rail.reports.answer import AnswerReport


@click.command("ask", epilog="Example: rail ask bigscience-bloom-rail-1.0 --use medical-advice --commercial yes")
@click.argument("subject", metavar="SUBJECT")
@click.option(
    "--use", "uses", multiple=True, metavar="WORD", help="A restricted use that yours falls under; repeatable."
)
@click.option(
    "--not-use", "not_uses", multiple=True, metavar="WORD", help="One that it does not fall under; repeatable."
)
@click.option("--action", "actions", multiple=True, metavar="WORD", help="What you do: fine-tune, distribute, host ...")
@click.option("--sector", "sectors", multiple=True, metavar="WORD", help="Where it is used: health, finance ...")
@click.option("--actor", metavar="WORD", help="Who uses it: individual, company, public-body ...")
@click.option("--territory", multiple=True, metavar="CODE", help="Place of use (and seat), as FR or EU; repeatable.")
@click.option("--domicile", multiple=True, metavar="CODE", help="Your seat, where it is another place; repeatable.")
@click.option("--commercial", type=click.Choice(["yes", "no"]), help="In a business or for money.")
@click.option("--users", metavar="NUMBER", help="Monthly active users of all your products.")
@click.option("--revenue", metavar="NUMBER", help="Annual revenue, in the currency of --currency.")
@click.option("--currency", metavar="CODE", help="Of amounts of money (default: USD); none is converted.")
@click.option("--fact", "facts", multiple=True, metavar="QUESTION=ANSWER", help="Any other fact, as oversight=yes.")
@click.option(
    "--profile", "profile_file", metavar="FILE", help="Read the profile from YAML or JSON; options add to it."
)
@click.option("--save-profile", metavar="FILE", help="Write the profile that was asked with.")
@click.option("--interactive", is_flag=True, help="Ask for what could change the answer.")
@click.option("--as-of", metavar="DATE", help="The day that the answer speaks of (default: today, UTC).")
@click.option(
    "--format", "format_", type=click.Choice(["terminal", "json", "markdown"]), default="terminal", show_default=True
)
def command(
    *, subject: str, format_: str, interactive: bool, save_profile: str | None, as_of: str | None, **stated: object
) -> int:
    """May I? Hold a use against the terms that apply.

    SUBJECT is a licence by any name, a licence file, a release folder, or the owner/name of a model on the Hub.
    Uses, actions, sectors and actors are words of the vocabulary (policy/vocabulary); naming a sector or an actor
    only raises the question. What is not stated is not assumed: the answer says which facts are missing and what each
    would change. Exits with 0 for allowed and conditional, with 1 for denied and unknown.
    """
    from rail.model.verdict import Verdict
    from rail.operations.ask import ask_subject
    from rail_cli.profile import profile_from, save

    profile = profile_from(stated)
    report = ask_subject(subject, profile, as_of=as_of)
    if interactive:
        from rail_cli.interview import interview

        report = interview(report, lambda changed: ask_subject(subject, changed, as_of=as_of))
    if save_profile is not None:
        save(report.profile, save_profile)
    _print(report, format_)
    return 0 if report.answer.verdict >= Verdict.CONDITIONAL else 1


def _print(report: AnswerReport, format_: str) -> None:
    from rail.reports.answer import answer_json, answer_markdown, answer_page

    if format_ == "json":
        write_stdout(answer_json(report))
    elif format_ == "markdown":
        write_stdout(answer_markdown(report))
    else:
        write_stdout_page(answer_page(report, stdout_width()))
