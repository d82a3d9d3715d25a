"""``rail demo``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout_page
from rail_cli.paths import PathName


@click.command("demo", epilog="Example: rail demo --keep ./petal")
@click.option("--keep", metavar="DIR", type=PathName(), help="Write the releases into DIR and leave them there.")
@click.option("--as-of", metavar="DATE", help="The date that the checks speak of.  [default: today in UTC]")
@click.option("--verbose", is_flag=True, help="Every finding in full, with all its evidence.")
def command(*, keep: str | None, as_of: str | None, verbose: bool) -> int:
    """Check a release with planted faults, then repaired.

    The release is fictitious and is written to a temporary folder.
    """
    from rail.operations.demo.release import run_demo
    from rail.reports.demonstration import demo_page

    shown = run_demo(keep=keep, as_of=as_of)
    page = demo_page(shown.faulty, shown.repaired, shown.kept, width=stdout_width(), verbose=verbose)
    write_stdout_page(page)
    return 0
