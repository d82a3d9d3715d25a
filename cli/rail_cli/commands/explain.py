"""``rail explain``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout, write_stdout_page
from rail_cli.paths import PathName


@click.command("explain", epilog="Example: rail explain restrictions-dropped")
@click.argument("name", metavar="RULE|FINDING")
@click.argument("place", metavar="[PATH]", required=False, type=PathName())
@click.option(
    "--path",
    metavar="PATH",
    type=PathName(),
    help="The same as PATH.",
)
@click.option(
    "--report", metavar="FILE", type=PathName(), help="Take the finding from a report that --format json wrote."
)
@click.option("--pack", "packs", multiple=True, metavar="NAME", help="A pack that the check was run with; repeatable.")
@click.option("--revision", metavar="REV", help="Look at a git revision instead of the files on disk.")
@click.option("--as-of", metavar="DATE", help="The date that the check speaks of.  [default: today in UTC]")
@click.option("--hub", is_flag=True, help="Treat it as a Hub repository although no card has a front matter.")
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
def command(  # noqa: PLR0913 # one parameter an option
    *,
    name: str,
    place: str | None,
    path: str | None,
    report: str | None,
    packs: tuple[str, ...],
    revision: str | None,
    as_of: str | None,
    hub: bool,
    format_: str,
) -> int:
    """Explain a rule, or prove a finding.

    A finding is named by its rule, a colon and the first characters of its mark, as `rail check` prints it.
    Its proof is made by running the check again on PATH (the current folder when it is not given): the facts and
    where they stand, the clauses and their words, the way through the lineage, the rule, its sources, and how to
    come to the same finding again.
    """
    if place is not None and path is not None:
        raise click.UsageError("PATH and --path: one of them is enough")  # noqa: TRY003, EM101 # said once
    from rail.operations.explain import explain
    from rail.reports.explanation import explanation_json, explanation_page

    explained = explain(name, path=place or path, report=report, revision=revision, as_of=as_of, hub=hub, packs=packs)
    if format_ == "json":
        write_stdout(explanation_json(explained))
    else:
        write_stdout_page(explanation_page(explained, stdout_width()))
    return 0
