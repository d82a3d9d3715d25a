"""``rail release dossier``."""

from __future__ import annotations

import click

from rail_cli.output import tell, write_bytes
from rail_cli.paths import PathName


@click.command("dossier", epilog="Example: rail release dossier ./my-release --output dossier.zip")
@click.argument("path", default=".", type=PathName())
@click.option("--output", required=True, metavar="FILE", type=PathName(), help="The zip archive to write.")
def command(*, path: str, output: str) -> int:
    """Export the last sign-off with its report and hashes, for somebody who has no rail.

    The archive holds the approval, the report as JSON and HTML, the facts, the hashes of every file of the release in
    the form of sha256sum, and a page that says how to verify them. The same release gives the same bytes.
    """
    from rail.operations.dossier import dossier

    made = dossier(path)
    write_bytes(output, made.data)
    tell(f"{output}: sign-off of {made.approver}, {'holds' if made.holds else 'VOID: the release has changed since'}")
    return 0 if made.holds else 1
