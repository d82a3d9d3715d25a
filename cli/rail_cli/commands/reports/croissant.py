"""``rail report croissant``."""

from __future__ import annotations

import click

from rail_cli.documents import deliver, read_inventory, release_options, tell_missing
from rail_cli.output import tell, write_stdout
from rail_cli.paths import PathName


@click.command("croissant", epilog="Example: rail report croissant ./my-data --url https://example.org/data")
@release_options
@click.option("--url", metavar="URL", help="The page of the data set.")
@click.option("--creator", metavar="NAME", help="Who made it.")
@click.option("--released", metavar="DATE", help="The date on which it was published.")
@click.option("--description", metavar="TEXT", help="What it is.  [default: what the card says]")
@click.option("--check", metavar="FILE", type=PathName(), help="Write nothing; check a description, ours or not.")
def command(  # noqa: PLR0913 # one parameter an option
    *,
    path: str,
    revision: str | None,
    hub: bool,
    as_of: str | None,
    output: str | None,
    url: str | None,
    creator: str | None,
    released: str | None,
    description: str | None,
    check: str | None,
) -> int:
    """Write or check a Croissant 1.1 description of data.

    Files with size, type and hash, licence, languages, sources, what the data card says for the fields of Croissant
    RAI, and under `usageInfo` the terms of use: an ODRL policy for each licence, and the terms of the Data Use Ontology
    that are the same or close. What no place states is left out and told; the edition is claimed only where nothing is
    missing that it requires. With --check, exits with 1 where something is wrong.
    """
    from rail.operations.report_croissant import Stated, check_croissant, release_card, write_croissant
    from rail.operations.terms_report import terms_of_release

    if check is not None:
        problems = check_croissant(check)
        for problem in problems:
            write_stdout(f"{check}: {problem}\n")
        tell(f"{check}: {len(problems)} problems" if problems else f"{check}: nothing is missing")
        return int(bool(problems))
    inventory = read_inventory(path, revision=revision, hub=hub, as_of=as_of)
    terms = terms_of_release(path, revision=revision, hub=hub, as_of=as_of)
    stated = Stated(url, creator, released, description)
    written = write_croissant(inventory, terms, release_card(path, revision), stated)
    deliver(written.data, output)
    tell_missing(written.missing)
    return 0
