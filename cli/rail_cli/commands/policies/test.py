"""``rail policy test``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout_page
from rail_cli.paths import PathName


@click.command("test", epilog="Example: rail policy test ./bank-eu")
@click.argument("pack", metavar="PACK", type=PathName())
def command(*, pack: str) -> int:
    """Run the cases beside the rules of a pack.

    PACK is the path of a pack of your own, or the name of one that comes along.
    Every rule needs a case that fires, one that is silent, and one that skips, unless it says under `never_skips` why
    it always can tell. Exits with 1 when a case comes out otherwise or is missing.
    """
    from rail.operations.policy.trial import try_pack
    from rail.reports.policy import trial_page

    tested = try_pack(pack)
    write_stdout_page(trial_page(tested, stdout_width()))
    return 0 if tested.passes else 1
