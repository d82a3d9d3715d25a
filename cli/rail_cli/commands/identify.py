"""``rail identify``."""

from __future__ import annotations

import click

from rail_cli.identified import print_identified
from rail_cli.paths import PathName


@click.command("identify", epilog="Example: rail identify LICENSE --format json")
@click.argument("files", nargs=-1, required=True, type=PathName(), metavar="FILE...")
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
@click.option("--terms", is_flag=True, help="Show which terms a changed text lost or gained, and which are uncertain.")
def command(files: tuple[str, ...], format_: str, *, terms: bool) -> int:
    """Tell which licence a text is, and what was changed.

    Every word counts, the form of the text does not. A file named - is read from standard input.
    Exits with 0 when all files could be read, else with 2.
    """
    return print_identified(files, format_, terms=terms)
