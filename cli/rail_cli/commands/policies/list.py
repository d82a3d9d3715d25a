"""``rail policy list``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout_page


@click.command("list", epilog="Example: rail policy list")
def command() -> int:
    """List the packs of rules that come along.

    All but `default` are off until `--pack` or rail.yaml asks for them.
    """
    from rail.operations.policy.catalogue import list_packs
    from rail.reports.policy import packs_page

    packs = [(shown.pack, shown.policy) for shown in list_packs()]
    write_stdout_page(packs_page(packs, stdout_width()))
    return 0
