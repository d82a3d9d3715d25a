"""``rail release status``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout, write_stdout_page
from rail_cli.paths import PathName


@click.command("status", epilog="Example: rail release status ./my-release")
@click.argument("path", default=".", type=PathName())
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
def command(*, path: str, format_: str) -> int:
    """Show who signed a release off, and whether it is still what they signed.

    Exits with 0 when the last sign-off holds, 1 when it does not or there is none.
    """
    from rail.operations.approve import standings
    from rail.reports.approval import approvals_json, approvals_page

    found = standings(path)
    if format_ == "json":
        write_stdout(approvals_json(path, found))
    else:
        write_stdout_page(approvals_page(path, found, stdout_width()))
    return 0 if found and found[-1].holds else 1
