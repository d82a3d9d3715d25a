"""``rail license lint``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout, write_stdout_page


@click.command("lint", epilog="Example: rail license lint .rail/licenses/acme-1.0 --texts texts")
@click.argument("names", nargs=-1, metavar="[RECORD]...")
@click.option("--texts", metavar="DIR", help="Folder of <id>.txt, for texts that the text pack does not hold.")
@click.option("--due", is_flag=True, help="Only tell which records are past their review date.")
@click.option("--as-of", metavar="DATE", help="The day that --due compares with (default: today, UTC).")
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
def command(*, names: tuple[str, ...], texts: str | None, due: bool, as_of: str | None, format_: str) -> int:
    """Hold licence records against their texts.

    RECORD is an id, a license.yaml or its folder; without one, every record is looked at, those in .rail/licenses
    too. A text stands beside a record of your own as text.txt, or in --texts.
    Checked are shape, words, dates, references, places and hashes, and that every item of a restriction list is
    encoded. Exits with 1 when there are errors.
    """
    from rail.operations.records import lint_records
    from rail.reports.lint import lint_json, lint_page

    report = lint_records(names, texts=texts, due=due, as_of=as_of)
    if format_ == "json":
        write_stdout(lint_json(report))
    else:
        write_stdout_page(lint_page(report, stdout_width()))
    return 1 if report.errors else 0
