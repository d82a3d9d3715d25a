"""``rail card lint``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_file, write_stdout, write_stdout_page
from rail_cli.paths import PathName

PROFILES = ("hf", "mitchell", "datasheet", "data-cards", "croissant-rai", "governance", "eu-gpai")
FORMATS = ("terminal", "json", "markdown")
FAILS = ("absent,placeholder", "absent", "never")


@click.command("lint", epilog="Example: rail card lint ./my-release --profile eu-gpai")
@click.argument("path", default=".", type=PathName())
@click.option(
    "--profile", type=click.Choice(PROFILES), default="hf", show_default=True, help="What it is held against."
)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="terminal", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(FAILS),
    default=FAILS[0],
    show_default=True,
    help="Exit with 1 for items that are so.",
)
@click.option("--as-of", metavar="DATE", help="The date that the report speaks of.  [default: today in UTC]")
@click.option("--output", metavar="FILE", type=PathName(), help="Write the report there instead of to standard output.")
@click.option("--verbose", is_flag=True, help="List what is present, too.")
def command(  # noqa: PLR0913 # one parameter an option
    *, path: str, profile: str, format_: str, fail_on: str, as_of: str | None, output: str | None, verbose: bool
) -> int:
    """Tell what a card lacks, and which question would fill it.

    PATH is the folder of a release, or a card; of a card alone, what other files show is not known.
    Each item is present, a placeholder, absent, or cannot be told. Headings in other words are understood.
    Exits with 1 when something is absent or a placeholder. What cannot be told is listed, and is no pass.
    """
    from rail.operations.cards.lint import card_lint
    from rail.reports.card_lint import card_lint_json, card_lint_markdown, card_lint_page

    linted = card_lint(path, profile, as_of=as_of)
    if format_ == "terminal" and output is None:
        write_stdout_page(card_lint_page(linted, stdout_width(), verbose=verbose))
    else:
        writers = {"json": card_lint_json, "markdown": card_lint_markdown}
        page = (
            card_lint_page(linted, stdout_width(to_file=True), verbose=verbose).text() if format_ == "terminal" else ""
        )
        text = page or writers[format_](linted)
        if output is None:
            write_stdout(text)
        else:
            write_file(output, text)
    return int(fail_on != "never" and any(linted.of(status) for status in fail_on.split(",")))
