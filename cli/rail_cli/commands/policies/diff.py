"""``rail policy diff``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout_page
from rail_cli.paths import PathName


@click.command("diff", epilog="Example: rail policy diff default ./bank-eu --corpus ./releases")
@click.argument("a", metavar="A", type=PathName())
@click.argument("b", metavar="B", type=PathName())
@click.option(
    "--corpus", required=True, metavar="DIR", type=PathName(), help="A folder of releases, or a file that lists them."
)
@click.option("--stage", type=click.Choice(["draft", "candidate", "release"]), help="How far the releases are.")
@click.option("--as-of", metavar="DATE", help="The date that the verdicts speak of.  [default: today in UTC]")
def command(*, a: str, b: str, corpus: str, stage: str | None, as_of: str | None) -> int:
    """Tell which releases pack B judges otherwise than pack A.

    A and B are names of packs, or paths of your own. Each release is read once; where the verdict changes, the rules
    that it is because of are named with what they found before and find now.
    """
    from rail.operations.policy.contrast import contrast_packs
    from rail.reports.policy import contrast_page

    differences = list(contrast_packs(a, b, corpus, as_of=as_of, stage=stage))
    write_stdout_page(contrast_page(differences, stdout_width()))
    return 0
