"""``rail policy show``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout_page
from rail_cli.paths import PathName


@click.command("show", epilog="Example: rail policy show strict --stage draft")
@click.argument("pack", metavar="PACK", type=PathName())
@click.option("--artifact", type=click.Choice(["model", "dataset", "code"]), help="For this kind of release.")
@click.option("--stage", type=click.Choice(["draft", "candidate", "release"]), help="For a release at this stage.")
def command(*, pack: str, artifact: str | None, stage: str | None) -> int:
    """Show the rules of a pack with the severities that hold.

    PACK is the name of a pack that comes along, or the path of one of your own. What it changes of the rules that it
    takes over is listed with file and line.
    """
    from rail.operations.policy.catalogue import show_pack
    from rail.reports.policy import pack_page

    shown = show_pack(pack, artifact=artifact or "unknown", stage=stage)
    write_stdout_page(pack_page(shown.pack, shown.policy, stdout_width()))
    return 0
