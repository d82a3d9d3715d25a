"""``rail license list``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout, write_stdout_page


@click.command("list", epilog="Example: rail license list --use medical-advice")
@click.option("--use", metavar="USE", help="Only those that prohibit this use, or one below it.")
@click.option("--family", metavar="FAMILY", help="Only those of a family.")
@click.option("--kind", type=click.Choice(["license", "use-policy"]), help="Only licences, or only use policies.")
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
def command(*, use: str | None, family: str | None, kind: str | None, format_: str) -> int:
    """List the licences that have a record.

    Thousands of other texts are known by name and words only: `rail license show` tells.
    """
    from rail.operations.licenses import list_licenses
    from rail.reports.license_json import list_json
    from rail.reports.licenses import list_page

    listed = list_licenses(use=use, family=family, kind=kind)
    if format_ == "json":
        write_stdout(list_json(listed))
    else:
        write_stdout_page(list_page(listed, stdout_width()))
    return 0
