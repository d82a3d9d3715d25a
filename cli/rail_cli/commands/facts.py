"""``rail facts``."""

from __future__ import annotations

import click

from rail_cli.output import write_file, write_stdout
from rail_cli.paths import PathName


@click.command("facts", epilog="Example: rail facts ./my-release --revision v1.0")
@click.argument("path", default=".", type=PathName())
@click.option("--revision", metavar="REV", help="Look at a git revision instead of the files on disk.")
@click.option("--hub", is_flag=True, help="Treat it as a Hub repository although no card has a front matter.")
@click.option(
    "--online", is_flag=True, help="Look upstreams up on the Hugging Face Hub as well; needs railkit[online]."
)
@click.option(
    "--output", metavar="FILE", type=PathName(), help="Write the document there instead of to standard output."
)
def command(*, path: str, revision: str | None, hub: bool, online: bool, output: str | None) -> int:
    """Print what is read from a release, as JSON.

    This document is all that the rules see; its schema is policy/schema/facts.schema.json.
    """
    from rail.operations.facts import read_facts
    from rail.reports.encode import to_json

    text = to_json(read_facts(path, revision=revision, hub=hub, online=online))
    if output is None:
        write_stdout(text)
    else:
        write_file(output, text)
    return 0
